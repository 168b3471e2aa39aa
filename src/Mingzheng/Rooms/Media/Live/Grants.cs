using System.Collections.Concurrent;
using System.Security.Cryptography;
using Mingzheng.Base;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>Tickets for signalling connections: each works once, within thirty seconds.</summary>
sealed class Grants(TimeProvider clock)
{
    static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<string, Ticket> tickets = new();

    public SignallingGrant Issue(string room, string participant)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, ticket) in tickets)
        {
            if (ticket.Expires < now)
            {
                tickets.TryRemove(old, out _);
            }
        }
        var grant = RandomNumberGenerator.GetHexString(48, lowercase: true);
        var expires = now + Lifetime;
        tickets[grant] = new Ticket(room, participant, expires);
        return new SignallingGrant(grant, expires.ToMicroseconds());
    }

    /// <summary>Null when there is no such ticket, or it is used or too old.</summary>
    public (string Room, string Participant)? Redeem(string grant) =>
        tickets.TryRemove(grant, out var ticket) && ticket.Expires >= clock.GetUtcNow() ? (ticket.Room, ticket.Participant) : null;

    sealed record Ticket(string Room, string Participant, DateTimeOffset Expires);
}
