namespace Mingzheng.Sandboxes.Messages;

/// <summary>The way a message went.</summary>
enum Channel
{
    Sms,
    Mail,
}

/// <summary>A message as its receiver would see it.</summary>
sealed record OutboxMessage(
    string Id, Channel Channel, string To, string? From, string? Subject, string Text, string Reference, DateTimeOffset At);
