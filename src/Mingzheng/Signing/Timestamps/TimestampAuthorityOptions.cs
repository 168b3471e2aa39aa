using Mingzheng.Base;

namespace Mingzheng.Signing.Timestamps;

/// <summary>
/// <c>OutsideServices:Timestamps</c>: Url (where requests are posted), TimeoutSeconds (10), Sandboxed, ChainFile (PEM; a sandbox hands
/// out its own). Plain http is usual here, for a timestamp carries its own signature.
/// Who can change ChainFile decides whose clock this court believes.
/// </summary>
public sealed record TimestampAuthorityOptions(Uri Url, TimeSpan Timeout, bool Sandboxed, string? ChainFile)
{
    public const string Service = "Timestamps";

    public static TimestampAuthorityOptions From(OutsideServiceSettings settings) => new(
        settings.Address("Url", signsAnswers: true), settings.Timeout(), settings.Sandboxed, settings.AnchorFile("ChainFile"));
}
