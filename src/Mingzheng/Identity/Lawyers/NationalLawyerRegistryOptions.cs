using Mingzheng.Base;

namespace Mingzheng.Identity.Lawyers;

/// <summary>
/// <c>OutsideServices:LawyerRegistry</c>: BaseUrl, AppId, Secret, TimeoutSeconds (10), Sandboxed.
/// Who can change BaseUrl can let anyone appear as a lawyer.
/// </summary>
public sealed record NationalLawyerRegistryOptions(Uri BaseUrl, OutsideServiceKey Key, TimeSpan Timeout, bool Sandboxed)
{
    public const string Service = "LawyerRegistry";

    public static NationalLawyerRegistryOptions From(OutsideServiceSettings settings) =>
        new(settings.Address("BaseUrl"), settings.Key(), settings.Timeout(), settings.Sandboxed);
}
