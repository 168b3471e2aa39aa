using System.Text.RegularExpressions;
using Mingzheng.Sandboxes.Control;
using Mingzheng.Sandboxes.Requests;

namespace Mingzheng.Sandboxes.Messages;

/// <summary>The SMS gateway, and the outbox that shows what it and the mail receiver were given.</summary>
static partial class MessageEndpoints
{
    const int LargestOrder = 16 * 1024;
    const int LongestText = 1_000;

    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/outbox", (string? to, Outbox outbox) => outbox.To(to));
        routes.MapGroup("/sms/v1").UnderSwitch(Switchboard.Sms).MapPost(
            "/messages",
            async (HttpContext context, SignedRequests signed, Outbox outbox, TimeProvider clock) =>
            {
                using var request = await signed.Read(context, "sms.message", LargestOrder);
                return Accept(request, outbox, clock.GetUtcNow());
            });
    }

    static Accepted Accept(SignedRequest request, Outbox outbox, DateTimeOffset now)
    {
        var order = request.Json();
        var to = SignedRequest.Text(order, "to", 16);
        if (!InternationalNumber().IsMatch(to))
        {
            throw RequestRefusedException.Unreadable("to", "a number in E.164");
        }

        var message = new OutboxMessage(
            $"SMS-{Guid.CreateVersion7(now):N}",
            Channel.Sms,
            to,
            From: null,
            Subject: null,
            SignedRequest.Text(order, "text", LongestText),
            SignedRequest.Text(order, "reference", 64),
            now);
        var kept = outbox.AddOnce(message);
        return kept.To == message.To && kept.Text == message.Text
            ? new Accepted(kept.Id, kept.Reference, kept.At)
            : throw new RequestRefusedException(
                StatusCodes.Status409Conflict, "reference-reused", "The reference belongs to another message.");
    }

    [GeneratedRegex(@"^\+[1-9]\d{6,14}$")]
    private static partial Regex InternationalNumber();

    sealed record Accepted(string Id, string Reference, DateTimeOffset At);
}
