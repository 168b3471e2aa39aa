namespace Mingzheng.Sandboxes.Messages;

/// <summary>The messages sent lately, in memory, for the eyes of a developer.</summary>
sealed class Outbox
{
    const int Kept = 2_000;
    readonly LinkedList<OutboxMessage> messages = new();
    readonly Lock gate = new();

    public void Add(OutboxMessage message)
    {
        lock (gate)
        {
            Append(message);
        }
    }

    /// <summary>Adds a short message unless one with its reference is there: then that one is returned.</summary>
    public OutboxMessage AddOnce(OutboxMessage message)
    {
        lock (gate)
        {
            var earlier = messages.FirstOrDefault(kept => kept.Channel == message.Channel && kept.Reference == message.Reference);
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
        lock (gate)
        {
            return [.. messages.Where(message => receiver is null
                || message.To.Equals(receiver, StringComparison.OrdinalIgnoreCase)).Reverse()];
        }
    }

    void Append(OutboxMessage message)
    {
        messages.AddLast(message);
        if (messages.Count > Kept)
        {
            messages.RemoveFirst();
        }
    }
}
