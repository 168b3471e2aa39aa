namespace Mingzheng.Sandboxes.Identity;

/// <summary>The transaction numbers seen lately, so that a recorded request cannot be played again.</summary>
internal sealed class Transactions
{
    private const int Remembered = 100_000;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Lock _lock = new();

    /// <summary>True the first time.</summary>
    public bool Begin(string transaction)
    {
        lock (_lock)
        {
            if (!_seen.Add(transaction))
            {
                return false;
            }

            _order.Enqueue(transaction);
            if (_order.Count > Remembered)
            {
                _seen.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
