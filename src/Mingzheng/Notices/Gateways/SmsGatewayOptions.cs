using Mingzheng.Base;

namespace Mingzheng.Notices.Gateways;

/// <summary>
/// <c>OutsideServices:Sms</c>: BaseUrl, AppId, Secret, TimeoutSeconds (10), Sandboxed.
/// Who can change BaseUrl can read every sign-in code.
/// </summary>
public sealed record SmsGatewayOptions(Uri BaseUrl, OutsideServiceKey Key, TimeSpan Timeout, bool Sandboxed)
{
    public const string Service = "Sms";

    public static SmsGatewayOptions From(OutsideServiceSettings settings) =>
        new(settings.Address("BaseUrl"), settings.Key(), settings.Timeout(), settings.Sandboxed);
}
