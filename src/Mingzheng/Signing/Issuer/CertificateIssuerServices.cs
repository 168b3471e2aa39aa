using Mingzheng.Base;

namespace Mingzheng.Signing.Issuer;

public static class CertificateIssuerServices
{
    /// <summary>Adds <see cref="ICertificateIssuer"/> as the section <c>OutsideServices:CertificateIssuer</c> says.</summary>
    public static IServiceCollection AddCertificateIssuer(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = new OutsideServiceSettings(configuration, CertificateIssuerOptions.Service);
        services.AddSingleton(CertificateIssuerOptions.From(settings));
        services.AddSingleton<ICertificateIssuer, CertificateIssuer>();
        settings.Register(services);
        return services;
    }
}
