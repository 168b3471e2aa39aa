using System.Diagnostics;

namespace Mingzheng.Bench;

/// <summary>Two ways of doing the same, measured in turns so that other load on the machine meets both.</summary>
/// <param name="Ratio">Median of the ratios of neighbouring rounds, which drifting load distorts less than a ratio of medians.</param>
sealed record Comparison(double Ours, double Floor, double Ratio)
{
    /// <summary>Each way gives its figure of one round; the first round of each warms up and is thrown away.</summary>
    public static async Task<Comparison> Of(int rounds, Func<Task<double>> ours, Func<Task<double>> floor)
    {
        await ours();
        await floor();
        var pairs = new List<(double Ours, double Floor)>();
        for (var round = 0; round < rounds; round++)
        {
            pairs.Add((await ours(), await floor()));
        }

        return new Comparison(
            Numbers.Median(pairs.Select(pair => pair.Ours)), Numbers.Median(pairs.Select(pair => pair.Floor)),
            Numbers.Median(pairs.Select(pair => pair.Ours / pair.Floor)));
    }
}

static class Load
{
    /// <summary>Does something so many times, always <paramref name="atOnce"/> together; gives how often a second.</summary>
    /// <param name="one">Gets the number of the worker who does it, from 0.</param>
    public static async Task<double> Rate(int times, int atOnce, Func<int, Task> one)
    {
        var begun = 0;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(worker => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref begun) <= times)
            {
                await one(worker);
            }
        })));
        return times / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
