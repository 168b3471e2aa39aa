namespace Mingzheng.Sandboxes.Messages;

/// <summary>The messages sent lately, in memory, for the eyes of a developer.</summary>
internal sealed class Outbox
{
    private const int Kept = 2_000;
    private readonly LinkedList<OutboxMessage> _messages = new();
    private readonly Lock _lock = new();

    public void Add(OutboxMessage message)
    {
        lock (_lock)
        {
            Append(message);
        }
    }

    /// <summary>Adds a short message unless one with its reference is there: then that one is returned.</summary>
    public OutboxMessage AddOnce(OutboxMessage message)
    {
        lock (_lock)
        {
            var earlier = _messages.FirstOrDefault(kept => kept.Channel == message.Channel && kept.Reference == message.Reference);
            if (earlier is null)
            {
                Append(message);
            }

            return earlier ?? message;
        }
    }

    /// <summary>The newest first; all, or those to one receiver.</summary>
    public IReadOnlyList<OutboxMessage> To(string? receiver)
    {
        lock (_lock)
        {
            return [.. _messages.Where(message => receiver is null
                || message.To.Equals(receiver, StringComparison.OrdinalIgnoreCase)).Reverse()];
        }
    }

    private void Append(OutboxMessage message)
    {
        _messages.AddLast(message);
        if (_messages.Count > Kept)
        {
            _messages.RemoveFirst();
        }
    }
}
