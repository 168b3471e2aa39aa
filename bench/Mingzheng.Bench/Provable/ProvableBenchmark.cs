using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Mingzheng.Base.Database;
using Mingzheng.Bench.Hosting;
using Mingzheng.Journal;
using Mingzheng.Proof.Log;

namespace Mingzheng.Bench.Provable;

/// <summary>
/// From the moment an act is asked for until a stranger could be shown that it is in the log: its entry has a position, a signed checkpoint
/// covers it, and the inclusion proof leads to the checkpoint's root. Acts come at a steady rate, whether or not earlier ones are done.
/// </summary>
sealed class ProvableBenchmark : IBenchmark
{
    const int PerSecond = 50;
    const int WarmUp = 150;
    const int Acts = 1_500;

    static readonly Limit Promise = new(Bound.AtMost, 1_000, " ms");

    public string Name => "provable";

    public string Question => $"from act to verified inclusion proof at {PerSecond} acts a second, 99th percentile";

    public async Task Run(Report report, Extent extent)
    {
        foreach (var kind in BenchDatabase.Kinds)
        {
            await using var court = await BenchCourt.Open(kind);
            var prover = new Prover(court);
            await Steadily(extent.Of(WarmUp), prover.ActAndProve);
            var times = await Steadily(extent.Of(Acts, 10), prover.ActAndProve);
            report.Add(new Finding(
                Name, $"{kind.ToString().ToLowerInvariant()}, {PerSecond} acts/s",
                $"{times.Count} acts proved; median {Numbers.Short(Numbers.Median(times))} ms, longest {Numbers.Short(times.Max())} ms",
                Numbers.Percentile(times, 0.99), Promise));
        }
    }

    /// <summary>Times in milliseconds, counted from when each act was due: a court that falls behind cannot hide it by asking later.</summary>
    static async Task<IReadOnlyCollection<double>> Steadily(int acts, Func<Task> act)
    {
        var times = new ConcurrentBag<double>();
        var start = Stopwatch.GetTimestamp();
        var under = new List<Task>();
        for (var i = 0; i < acts; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / PerSecond);
            if (due - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            under.Add(Task.Run(async () =>
            {
                await act();
                times.Add((Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds);
            }));
        }

        await Task.WhenAll(under);
        return times;
    }

    sealed class Prover(BenchCourt court)
    {
        readonly Writer writer = court.Get<Writer>();
        readonly TransparencyLog log = court.Get<TransparencyLog>();
        readonly JournalSignals signals = court.Get<JournalSignals>();
        readonly NoteVerifier verifier = court.Get<LogKey>().Verifier;

        public async Task ActAndProve()
        {
            var id = BenchCourt.NewId();
            var stream = $"bench:{id:D}";
            await writer.Do(new Command(id, "system", "bench.act"), writing =>
            {
                writing.Journal(stream, "bench.acted", new JsonObject { ["at"] = "once" });
                return Task.CompletedTask;
            });
            await Proved(stream);
        }

        async Task Proved(string stream)
        {
            while (true)
            {
                var next = signals.Placed.Next;
                // Before the very first checkpoint there is nothing to prove against.
                var (note, entries) = await log.Checkpoint() is null ? ("", []) : await log.Prove([stream]);
                if (entries.Count > 0)
                {
                    Verify(note, entries[0]);
                    return;
                }

                await Wake.Wait(next, TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }

        /// <summary>As a stranger does it, with nothing but the log's public key.</summary>
        void Verify(string note, ProvedEntry entry)
        {
            var checkpoint = Checkpoint.Open(SignedNote.Parse(note), verifier)
                ?? throw new InvalidOperationException("The checkpoint is not signed by the log.");
            var leaf = LogHash.Leaf(entry.Entry.Leaf(entry.Salt));
            if (!LogProof.VerifyInclusion(leaf, entry.Position, checkpoint.Size, entry.Proof, checkpoint.Root))
            {
                throw new InvalidOperationException($"The proof of position {entry.Position} does not lead to the root.");
            }
        }
    }
}
