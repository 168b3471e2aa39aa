namespace Mingzheng.Sandboxes.Identity;

/// <summary>The transaction numbers seen lately, so that a recorded request cannot be played again.</summary>
sealed class Transactions
{
    const int Remembered = 100_000;
    readonly HashSet<string> seen = new(StringComparer.Ordinal);
    readonly Queue<string> order = new();
    readonly Lock gate = new();

    /// <summary>True the first time.</summary>
    public bool Begin(string transaction)
    {
        lock (gate)
        {
            if (!seen.Add(transaction))
            {
                return false;
            }

            order.Enqueue(transaction);
            if (order.Count > Remembered)
            {
                seen.Remove(order.Dequeue());
            }

            return true;
        }
    }
}
