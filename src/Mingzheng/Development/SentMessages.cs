using System.Text.Json;
using Mingzheng.Notices.Gateways;

namespace Mingzheng.Development;

/// <summary>A message as the sandbox of the gateways shows it.</summary>
public sealed record SentMessage(string Channel, string To, string? Subject, string Text, DateTimeOffset At);

/// <summary>Reads the outbox of the sandboxed gateways over HTTP: the court itself keeps no codes.</summary>
sealed class SentMessages(SmsGatewayOptions gateway) : IDisposable
{
    const int MostShown = 40;

    readonly HttpClient http = new() { BaseAddress = gateway.BaseUrl, Timeout = TimeSpan.FromSeconds(5) };

    public async Task<IReadOnlyList<SentMessage>> Newest(CancellationToken stop)
    {
        try
        {
            var messages = await http.GetFromJsonAsync<SentMessage[]>("outbox", JsonSerializerOptions.Web, stop) ?? [];
            return [.. messages.Take(MostShown)];
        }
        catch (HttpRequestException)
        {
            // The sandboxes are down: the page still lists the people.
            return [];
        }
    }

    public void Dispose() => http.Dispose();
}
