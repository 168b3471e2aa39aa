using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mingzheng.Base.Database;
using Mingzheng.Bench.Hosting;
using Mingzheng.Objects;

namespace Mingzheng.Bench.Append;

/// <summary>
/// Acts through the one write function of a whole running court (state, journal entry, act and result, durable when answered; positions,
/// checkpoints and reactions follow as always) against plain inserts of the same rows, one transaction for each batch.
/// </summary>
sealed class AppendBenchmark : IBenchmark
{
    /// <summary>How many at once, how many in a round, and what share of the raw rate may be asked for on each database.</summary>
    static readonly IReadOnlyList<(int AtOnce, int Acts, double Sqlite, double Postgres)> Loads =
    [
        (1, 300, 0.25, 0.2),
        (32, 2_000, 0.2, 0.08),
        (1000, 5_000, 0.1, 0.03),
    ];

    public string Name => "append";

    public string Question => "durable acts of a running court against raw inserts of the same rows";

    public async Task Run(Report report, Extent extent)
    {
        foreach (var kind in BenchDatabase.Kinds)
        {
            await using var court = await BenchCourt.Open(kind);
            await using var raw = await RawInserts.Open(kind);
            foreach (var load in Loads)
            {
                report.Add(await Measure(court, raw, kind, load.AtOnce, extent) with
                {
                    Limit = new Limit(Bound.AtLeast, kind == DatabaseKind.Sqlite ? load.Sqlite : load.Postgres),
                });
            }
        }
    }

    async Task<Finding> Measure(BenchCourt court, RawInserts raw, DatabaseKind kind, int atOnce, Extent extent)
    {
        var acts = extent.Of(Loads.First(load => load.AtOnce == atOnce).Acts, atOnce);
        var writer = court.Get<Writer>();
        var found = await Comparison.Of(
            extent.Rounds,
            async () =>
            {
                var rate = await Load.Rate(acts, atOnce, worker => Act(writer, worker));
                await court.Settle();
                return rate;
            },
            () => raw.Rate(acts, atOnce));
        return new Finding(
            Name, $"{kind.ToString().ToLowerInvariant()}, {atOnce} at once",
            $"{Numbers.Short(found.Ours)} acts/s, raw {Numbers.Short(found.Floor)}/s", found.Ratio, new Limit(Bound.AtLeast, 0));
    }

    /// <summary>A paper comes in: one row of state, one entry in the stream of its own subject.</summary>
    static Task<Guid> Act(Writer writer, int subject)
    {
        var digest = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return writer.Do(new Command(BenchCourt.NewId(), PaperRow.Actor, PaperRow.Kind), writing =>
        {
            var paper = new StoredObject
            {
                Id = writing.NewId(),
                Owner = PaperRow.Owner,
                MediaType = PaperRow.MediaType,
                Bytes = PaperRow.Bytes,
                Sha256 = digest,
                CipherSha256 = digest,
                At = writing.Now,
            };
            writing.Db.Add(paper);
            writing.Journal(PaperRow.StreamOf(subject), PaperRow.Kind, new JsonObject { ["object"] = $"{paper.Id:D}", ["sha256"] = digest });
            return Task.FromResult(paper.Id);
        });
    }
}
