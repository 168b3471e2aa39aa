namespace Mingzheng.Bench;

public enum Bound
{
    AtLeast,
    AtMost,
}

/// <summary>What a value may not pass.</summary>
/// <param name="Unit">Written after the number, with its space: "", " ms".</param>
public sealed record Limit(Bound Bound, double Value, string Unit = "")
{
    /// <summary>A value that is no number keeps no limit.</summary>
    public bool IsKept(double value) => Bound == Bound.AtLeast ? value >= Value : value <= Value;

    public string Write(double value) => $"{Numbers.Short(value)}{Unit}";

    public override string ToString() => $"{(Bound == Bound.AtLeast ? "≥" : "≤")} {Write(Value)}";
}

/// <summary>One judged value.</summary>
/// <param name="Load">Under which load, for example "sqlite, 32 at once".</param>
/// <param name="Figures">What the value was made from, in words and numbers.</param>
public sealed record Finding(string Benchmark, string Load, string Figures, double Value, Limit Limit)
{
    public bool IsKept => Limit.IsKept(Value);

    public string Verdict => IsKept ? "kept" : "BROKEN";
}
