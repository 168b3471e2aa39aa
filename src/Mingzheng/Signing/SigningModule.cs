using Mingzheng.Documents;
using Mingzheng.Courts;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Signing.Issuer;
using Mingzheng.Signing.Timestamps;

namespace Mingzheng.Signing;

/// <summary>Signature ceremonies with keys made on people's devices, and the seals of courts.</summary>
public static class SigningModule
{
    public static IServiceCollection AddSigning(this IServiceCollection services, IConfiguration configuration) => services
        .AddCertificateIssuer(configuration)
        .AddTimestampAuthority(configuration)
        .AddSingleton<ITables, Tables>()
        .AddSingleton<TrustAnchorFiles>()
        .AddSingleton<SigningDesk>()
        .AddSingleton<CourtSeals>();

    sealed class Tables : ITables
    {
        public void Declare(ModelBuilder model)
        {
            model.Entity<Ceremony>().ToTable("ceremonies");
            model.Entity<CourtSeal>().ToTable("court_seals").HasKey(seal => seal.CourtId);
            model.Refer<Ceremony, Document>(row => row.DocumentId);
            model.Refer<CourtSeal, Court>(row => row.CourtId);
        }
    }
}
