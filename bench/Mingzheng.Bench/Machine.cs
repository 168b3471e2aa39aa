using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Mingzheng.Bench;

/// <summary>What one must know about a machine to compare its figures with those of another.</summary>
/// <param name="FlushMilliseconds">Median time to write 4 KiB and see them on the disk; the floor under every durable act.</param>
sealed record Machine(string Processor, int Processors, double MemoryGiB, double FlushMilliseconds, string Load, DateTimeOffset At)
{
    const int Flushes = 50;

    public static async Task<Machine> Look()
    {
        var processor = (await File.ReadAllLinesAsync("/proc/cpuinfo"))
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        return new Machine(
            processor ?? RuntimeInformation.ProcessArchitecture.ToString(), Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30), Flush(), LoadAverage(), TimeProvider.System.GetUtcNow());
    }

    /// <summary>Of the last 1, 5 and 15 minutes: above the number of processors, others were working too.</summary>
    public static string LoadAverage() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{At:yyyy-MM-dd HH:mm} UTC; {Processors} × {Processor}; {MemoryGiB:0.#} GiB; write and flush of 4 KiB {FlushMilliseconds:0.##} ms; load average before {Load}; .NET {Environment.Version}");

    static double Flush()
    {
        var folder = Directory.CreateTempSubdirectory("mingzheng-bench-");
        try
        {
            using var file = new FileStream(Path.Combine(folder.FullName, "flush"), FileMode.CreateNew);
            var page = new byte[4096];
            return Numbers.Median(Enumerable.Range(0, Flushes).Select(_ => FlushOnce(file, page)).ToList());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static double FlushOnce(FileStream file, byte[] page)
    {
        var start = Stopwatch.GetTimestamp();
        file.Write(page);
        file.Flush(flushToDisk: true);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
