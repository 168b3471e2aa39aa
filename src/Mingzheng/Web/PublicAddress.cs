namespace Mingzheng.Web;

/// <summary>
/// <c>Public:Address</c>: under which address people reach this court. It stands in messages and in the QR code of every sealed certificate, and
/// neither can be called back: a court outside development does not start without it. Who can change it sends people elsewhere.
/// </summary>
/// <param name="Root">Without a slash at its end.</param>
public sealed record PublicAddress(string Root)
{
    const string Setting = "Public:Address";

    /// <summary>Where <c>./run</c> opens a court.</summary>
    const string OnThisMachine = "http://localhost:5080";

    public string Desk => $"{Root}/desk";

    /// <summary>Where a verification code is checked.</summary>
    public Uri Check(string code) => new($"{Root}/verify?code={code}");

    /// <exception cref="InvalidOperationException">
    /// The setting is missing outside development, is no absolute http or https address, or is plain http to another machine.
    /// </exception>
    public static PublicAddress From(IConfiguration configuration, IHostEnvironment environment)
    {
        var text = configuration[Setting] is { Length: > 0 } set ? set
            : environment.IsDevelopment() ? OnThisMachine
            : throw new InvalidOperationException($"{Setting} is missing: the address that certificates and messages name.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query + address.Fragment != "")
        {
            throw new InvalidOperationException($"{Setting} must be an absolute http or https address: {text}");
        }

        return address.Scheme == "https" || address.IsLoopback
            ? new PublicAddress(address.AbsoluteUri.TrimEnd('/'))
            : throw new InvalidOperationException($"{Setting} must be https, for it is not on this machine: {text}");
    }
}
