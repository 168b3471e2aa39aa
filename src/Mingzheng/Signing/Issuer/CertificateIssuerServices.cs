using Mingzheng.Base;

namespace Mingzheng.Signing.Issuer;

public static class CertificateIssuerServices
{
    /// <summary>Adds <see cref="ICertificateIssuer"/> as the section <c>OutsideServices:CertificateIssuer</c> says.</summary>
    public static IServiceCollection AddCertificateIssuer(this IServiceCollection services, IConfiguration configuration) =>
        OutsideServiceSettings.Add<ICertificateIssuer, CertificateIssuer, CertificateIssuerOptions>(
            services, configuration, CertificateIssuerOptions.Service, CertificateIssuerOptions.From);
}
