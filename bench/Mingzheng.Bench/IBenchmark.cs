namespace Mingzheng.Bench;

/// <summary>A program that compares what the court does with a floor measured in the same run, and judges the ratio by a stated limit.</summary>
public interface IBenchmark
{
    string Name { get; }

    /// <summary>What is compared with what, in one line.</summary>
    string Question { get; }

    Task Run(Report report, Extent extent);
}

/// <summary>How much is measured. <see cref="Tiny"/> only shows that a benchmark still runs: its figures mean nothing.</summary>
/// <param name="Rounds">Interleaved rounds after the one that warms up.</param>
public sealed record Extent(int Rounds, double Share)
{
    public static readonly Extent Full = new(5, 1);
    public static readonly Extent Tiny = new(1, 0.01);

    /// <summary>So many of something that a full run does <paramref name="full"/> times.</summary>
    public int Of(int full, int least = 1) => Math.Max(least, (int)(full * Share));
}
