using Mingzheng.Base.Database;
using Mingzheng.Bench.Hosting;

namespace Mingzheng.Bench.Document;

/// <summary>
/// A power of attorney from its facts to the third timestamped signature, as the court makes it, against nothing but the cryptography of
/// three signatures. Both ask the same authorities in this process over HTTP.
/// </summary>
sealed class DocumentBenchmark : IBenchmark
{
    const int Documents = 20;

    /// <summary>All of it may take this many times as long as the cryptography.</summary>
    static readonly Limit TimesTheCryptography = new(Bound.AtMost, 25, " ×");

    public string Name => "document";

    public string Question => "a power of attorney rendered, signed by three and timestamped against its raw cryptography";

    public async Task Run(Report report, Extent extent)
    {
        foreach (var kind in BenchDatabase.Kinds)
        {
            report.Add(await Measure(kind, extent));
        }
    }

    async Task<Finding> Measure(DatabaseKind kind, Extent extent)
    {
        var shares = new Shares();
        await using var court = await BenchCourt.Open(kind, shares.Watch);
        var table = await SigningTable.Open(court, shares);
        using var raw = new RawCryptography(court);
        await SignAndCheck(table);
        var size = 0;
        var documents = extent.Of(Documents);
        var found = await Comparison.Of(
            extent.Rounds,
            () =>
            {
                shares.Forget();
                return Times.Median(documents, async () => size = (await table.Make()).Length);
            },
            () => Times.Median(documents, () => raw.Make(size, SigningTable.Signers.Count)));
        return new Finding(
            Name, $"{kind.ToString().ToLowerInvariant()}, {SigningTable.Signers.Count} signatures",
            $"{Numbers.Short(found.Ours)} ms for {Numbers.Short(size / 1024.0)} KiB ({shares}), cryptography {Numbers.Short(found.Floor)} ms",
            found.Ratio, TimesTheCryptography);
    }

    /// <summary>What is measured must be what a stranger would accept.</summary>
    static async Task SignAndCheck(SigningTable table)
    {
        var report = await table.Check(await table.Make());
        if (report.Verdict != Proof.Pdf.PdfVerdict.Valid || report.Signatures.Count != SigningTable.Signers.Count)
        {
            throw new InvalidOperationException($"The document is not good: {report.Reason}");
        }
    }
}
