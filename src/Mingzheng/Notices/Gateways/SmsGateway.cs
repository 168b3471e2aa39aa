using System.Text.Json;
using System.Text.Json.Nodes;
using Mingzheng.Base;

namespace Mingzheng.Notices.Gateways;

/// <summary>The SMS gateway over HTTP.</summary>
public sealed class SmsGateway(SmsGatewayOptions options) : ISmsGateway, IDisposable
{
    readonly OutsideServiceClient client = new(SmsGatewayOptions.Service, options.BaseUrl, options.Timeout, options.Sandboxed);

    public async Task<string> Send(ShortMessage message, CancellationToken cancellation)
    {
        var facts = new JsonObject { ["purpose"] = "sms.message", ["transaction"] = message.Reference };
        var content = new JsonObject { ["to"] = message.To, ["text"] = message.Text, ["reference"] = message.Reference };
        var body = JsonSerializer.SerializeToUtf8Bytes(content);
        var reply = await client.SendSigned(
            HttpMethod.Post, "sms/v1/messages", facts, body, "application/json", options.Key, cancellation);
        var accepted = reply.Read<Accepted>(JsonSerializerOptions.Web);
        return accepted.Reference == message.Reference && !string.IsNullOrEmpty(accepted.Id) ? accepted.Id : throw reply.Unreadable();
    }

    public void Dispose() => client.Dispose();

    sealed record Accepted(string? Id, string? Reference);
}
