using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Mingzheng.Sandboxes;

namespace Mingzheng.Tests.Hosting;

/// <summary>The stand-ins of the outside services beside a court under test.</summary>
public sealed class SandboxTown : IAsyncDisposable
{
    readonly WebApplication app;

    SandboxTown(WebApplication app, HttpClient http, int smtpPort)
    {
        this.app = app;
        Http = http;
        SmtpPort = smtpPort;
    }

    public HttpClient Http { get; }

    public string Address => Http.BaseAddress!.ToString().TrimEnd('/');

    public int SmtpPort { get; }

    public static async Task<SandboxTown> Start(string folder, TimeProvider clock)
    {
        var app = SandboxHost.Build(["--urls", "http://127.0.0.1:0", "--data", folder, "--smtp-port", "0"], clock);
        await app.StartAsync();
        var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var about = await http.GetFromJsonAsync<JsonObject>("/");
        return new SandboxTown(app, http, about!["smtpPort"]!.GetValue<int>());
    }

    /// <summary>The messages sent to a phone or an address, the newest first.</summary>
    public async Task<IReadOnlyList<string>> MessagesTo(string receiver)
    {
        var outbox = await Http.GetFromJsonAsync<JsonArray>($"/outbox?to={Uri.EscapeDataString(receiver)}");
        return [.. outbox!.Select(message => message!["text"]!.GetValue<string>())];
    }

    /// <summary>The six digits of the newest message to a contact that has some: a notice may have come after it.</summary>
    public async Task<string> CodeSentTo(string contact) =>
        (await MessagesTo(contact)).Select(message => Regex.Match(message, "[0-9]{6}")).First(digits => digits.Success).Value;

    /// <summary>Tells a service to be ok, slow, refuse or fail.</summary>
    public async Task Tell(string service, string mode, int milliseconds = 0)
    {
        using var answer = await Http.PostAsJsonAsync($"/control/{service}", new { mode, milliseconds });
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
