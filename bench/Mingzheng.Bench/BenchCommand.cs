using Mingzheng.Bench.Append;
using Mingzheng.Bench.Document;
using Mingzheng.Bench.Page;
using Mingzheng.Bench.Provable;

namespace Mingzheng.Bench;

/// <summary>
/// <c>mingzheng-bench [NAME...] [--tiny] [--record FILE]</c>: runs the named benchmarks, or all. Exit code 0: every limit was kept;
/// 1: one was broken; 2: not understood.
/// </summary>
public static class BenchCommand
{
    public const int Kept = 0;
    public const int Broken = 1;
    public const int NotUnderstood = 2;

    public static readonly IReadOnlyList<IBenchmark> All = [new AppendBenchmark(), new PageBenchmark(), new ProvableBenchmark(), new DocumentBenchmark()];

    public static async Task<int> Run(string[] args, TextWriter output)
    {
        if (BenchOptions.Read(args, [.. All.Select(one => one.Name)]) is not { } options)
        {
            await output.WriteLineAsync($"usage: bench/run [{string.Join('|', All.Select(one => one.Name))}]... [--tiny] [--record FILE]");
            return NotUnderstood;
        }

        var machine = await Machine.Look();
        await output.WriteLineAsync(machine.ToString());
        var report = new Report(output);
        foreach (var benchmark in All.Where(one => options.Names.Contains(one.Name)))
        {
            report.Say($"\n{benchmark.Name}: {benchmark.Question}");
            await benchmark.Run(report, options.Extent);
        }

        await output.WriteLineAsync($"\n{report.Table()}\nLoad average at the end: {Machine.LoadAverage()}");
        if (options.Record is { } file)
        {
            await RecordedFigures.Write(file, $"{machine}\n\n{report.Table()}");
        }

        return report.IsKept ? Kept : Broken;
    }
}
