using System.Diagnostics;

namespace Mingzheng.Bench.Document;

static class Times
{
    /// <summary>The median of so many times in milliseconds, one after the other.</summary>
    public static async Task<double> Median(int times, Func<Task> one)
    {
        var taken = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await one();
            taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Numbers.Median(taken);
    }
}
