using Mingzheng.Base;

namespace Mingzheng.Signing.Issuer;

/// <summary>
/// <c>OutsideServices:CertificateIssuer</c>: BaseUrl, AppId, Secret, TimeoutSeconds (10), Sandboxed, RootFile (PEM; a sandbox hands out its own).
/// Who can change RootFile decides whose signatures this court calls trusted.
/// </summary>
public sealed record CertificateIssuerOptions(Uri BaseUrl, OutsideServiceKey Key, TimeSpan Timeout, bool Sandboxed, string? RootFile)
{
    public const string Service = "CertificateIssuer";

    public static CertificateIssuerOptions From(OutsideServiceSettings settings) => new(
        settings.Address("BaseUrl"), settings.Key(), settings.Timeout(), settings.Sandboxed, settings.AnchorFile("RootFile"));
}
