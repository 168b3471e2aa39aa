using Mingzheng.Base;

namespace Mingzheng.Identity.Platform;

/// <summary>
/// <c>OutsideServices:IdentityPlatform</c>: BaseUrl, AppId, Secret, TimeoutSeconds (10), Sandboxed.
/// Who can change BaseUrl can decide who passes for whom, and sees every face.
/// </summary>
public sealed record NationalIdentityPlatformOptions(Uri BaseUrl, OutsideServiceKey Key, TimeSpan Timeout, bool Sandboxed)
{
    public const string Service = "IdentityPlatform";

    public static NationalIdentityPlatformOptions From(OutsideServiceSettings settings) =>
        new(settings.Address("BaseUrl"), settings.Key(), settings.Timeout(), settings.Sandboxed);
}
