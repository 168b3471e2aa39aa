using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Mingzheng.Base;
using Mingzheng.Identity.Lawyers;
using Mingzheng.Identity.Platform;
using Mingzheng.Notices.Gateways;
using Mingzheng.Sandboxes;
using Mingzheng.Signing.Issuer;
using Mingzheng.Signing.Timestamps;
using Mingzheng.Tests.Proof;
using Xunit;

namespace Mingzheng.Tests.Sandboxes;

/// <summary>The sandboxes on free ports of 127.0.0.1 with a data folder of their own, and the adapters that talk to them.</summary>
public sealed class RunningSandboxes : IAsyncLifetime, IDisposable
{
    internal static readonly OutsideServiceKey Key = new("test-court", "secret of the tests");
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    readonly TemporaryFolder data = new();
    WebApplication? host;

    internal Uri Address { get; private set; } = new("http://unset.invalid");

    internal int SmtpPort { get; private set; }

    internal HttpClient Http { get; private set; } = new();

    public async Task InitializeAsync()
    {
        host = SandboxHost.Build(
        [
            "--urls", "http://127.0.0.1:0", "--data", data.Path, "--smtp-port", "0", "--app-id", Key.AppId, "--secret", Key.Secret,
        ]);
        await host.StartAsync();
        Address = new Uri(host.Urls.Single() + "/");
        Http = new HttpClient { BaseAddress = Address };
        SmtpPort = (await Http.GetFromJsonAsync<JsonObject>("/"))!["smtpPort"]!.GetValue<int>();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await host!.StopAsync();
        await host.DisposeAsync();
    }

    public void Dispose() => data.Dispose();

    /// <summary>Stops the sandboxes and starts them on the same data.</summary>
    internal async Task Restart()
    {
        await DisposeAsync();
        await InitializeAsync();
    }

    internal NationalIdentityPlatform Identity(TimeSpan? patience = null, OutsideServiceKey? key = null, bool sandboxed = true) =>
        new(new NationalIdentityPlatformOptions(Address, key ?? Key, patience ?? Patience, sandboxed), TimeProvider.System);

    internal NationalLawyerRegistry Lawyers(TimeSpan? patience = null, OutsideServiceKey? key = null) =>
        new(new NationalLawyerRegistryOptions(Address, key ?? Key, patience ?? Patience, Sandboxed: true), TimeProvider.System);

    internal CertificateIssuer Issuer(TimeSpan? patience = null, OutsideServiceKey? key = null) =>
        new(new CertificateIssuerOptions(Address, key ?? Key, patience ?? Patience, Sandboxed: true, RootFile: null), TimeProvider.System);

    internal TimestampAuthority Timestamps(TimeSpan? patience = null) =>
        new(new TimestampAuthorityOptions(new Uri(Address, "tsa/"), patience ?? Patience, Sandboxed: true, ChainFile: null));

    internal SmsGateway Sms(TimeSpan? patience = null, OutsideServiceKey? key = null) =>
        new(new SmsGatewayOptions(Address, key ?? Key, patience ?? Patience, Sandboxed: true));

    internal MailGateway Mail(TimeSpan? patience = null) =>
        new(new MailGatewayOptions("127.0.0.1", SmtpPort, "court@court.invalid", Tls: false, null, patience ?? Patience, Sandboxed: true));

    /// <summary>Sets how a service behaves until the result is disposed.</summary>
    internal async Task<IAsyncDisposable> Told(string service, string mode, int milliseconds = 0)
    {
        await Order(service, mode, milliseconds);
        return new Healing(this, service);
    }

    internal async Task<JsonElement[]> Outbox(string to) =>
        (await Http.GetFromJsonAsync<JsonElement[]>($"outbox?to={Uri.EscapeDataString(to)}"))!;

    async Task Order(string service, string mode, int milliseconds)
    {
        using var answer = await Http.PostAsJsonAsync($"control/{service}", new { mode, milliseconds });
        answer.EnsureSuccessStatusCode();
    }

    sealed class Healing(RunningSandboxes sandboxes, string service) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await sandboxes.Order(service, "ok", 0);
    }
}
