using System.Text.Json.Nodes;

namespace Mingzheng.Journal;

/// <summary>What was written, with or without a place in the log yet.</summary>
public sealed record WrittenEntry(string Kind, DateTimeOffset At, JsonObject Body);
