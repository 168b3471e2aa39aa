using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Mingzheng.Web;

/// <summary>
/// The proxies in front of the court, named in <c>Proxies:Trusted</c> (a list, or addresses and networks with commas between; empty by
/// default). From them alone the court takes who called (<c>X-Forwarded-For</c>) and whether over TLS (<c>X-Forwarded-Proto</c>).
/// Who can change the setting, or call from an address in it, can call under any address, pass every limit that counts by address, and
/// make a bare connection look like https.
/// </summary>
public static class TrustedProxies
{
    public const string Setting = "Proxies:Trusted";

    /// <summary>Before everything that asks for the caller's address or the scheme.</summary>
    /// <exception cref="InvalidOperationException">Something in the setting is neither an address nor a network.</exception>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var section = app.Configuration.GetSection(Setting);
        var names = (section.Value?.Split(',') ?? []).Concat(section.GetChildren().Select(child => child.Value ?? ""));
        var networks = names.Select(name => name.Trim()).Where(name => name.Length > 0).Select(NetworkOf).ToList();
        if (networks.Count == 0)
        {
            // With nobody named the framework would believe everybody.
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // As far back as each hop is trusted: the first that is not named here is the caller.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        networks.ForEach(options.KnownIPNetworks.Add);
        app.UseForwardedHeaders(options);
    }

    static System.Net.IPNetwork NetworkOf(string name) =>
        System.Net.IPNetwork.TryParse(name, out var network) ? network
        : IPAddress.TryParse(name, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new InvalidOperationException($"{Setting} names {name}, which is neither an address nor a network.");
}
