using Mingzheng.Base.Database;
using Mingzheng.Bench.Hosting;

namespace Mingzheng.Bench.Document;

/// <summary>
/// A power of attorney from its facts to the third timestamped signature, as the court makes it, against nothing but the cryptography of
/// three signatures. Both ask the same authorities in this process over HTTP.
/// </summary>
sealed class DocumentBenchmark : IBenchmark
{
    const int Documents = 60;

    /// <summary>The rest of the work may cost this many times the cryptography.</summary>
    static readonly Limit TimesTheCryptography = new(Bound.AtMost, 15, " ×");

    public string Name => "document";

    public string Question => "a power of attorney rendered, signed by three and timestamped against its raw cryptography";

    public async Task Run(Report report, Extent extent)
    {
        var shares = new Shares();
        await using var court = await BenchCourt.Open(DatabaseKind.Sqlite, shares.Watch);
        var desk = await SigningTable.Open(court, shares);
        using var raw = new RawCryptography(court);
        await SignAndCheck(desk);
        shares.Forget();
        var size = 0;
        var documents = extent.Of(Documents);
        var found = await Comparison.Of(
            extent.Rounds,
            () => Times.Median(documents, async () => size = (await desk.Make()).Length),
            () => Times.Median(documents, () => raw.Make(size, SigningTable.Signers.Count)));
        report.Add(new Finding(
            Name, $"sqlite, {SigningTable.Signers.Count} signatures",
            $"{Numbers.Short(found.Ours)} ms for {Numbers.Short(size / 1024.0)} KiB ({shares}), cryptography {Numbers.Short(found.Floor)} ms",
            found.Ratio, TimesTheCryptography));
    }

    /// <summary>What is measured must be what a stranger would accept.</summary>
    static async Task SignAndCheck(SigningTable desk)
    {
        var report = await desk.Check(await desk.Make());
        if (report.Verdict != Proof.Pdf.PdfVerdict.Valid || report.Signatures.Count != SigningTable.Signers.Count)
        {
            throw new InvalidOperationException($"The document is not good: {report.Reason}");
        }
    }
}
