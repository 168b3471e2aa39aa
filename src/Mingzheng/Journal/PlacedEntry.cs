using System.Text.Json.Nodes;

namespace Mingzheng.Journal;

/// <summary>An entry with its place in the log. <paramref name="Position"/> is the only cursor of subscriptions.</summary>
public sealed record PlacedEntry(
    long Position, string Stream, long N, string Kind, int Version, DateTimeOffset At, string Actor, string Act, JsonObject Body);
