using System.Globalization;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Pdf;

namespace Mingzheng.Verify;

/// <summary>The report about a document by itself, for people and for programs.</summary>
static class DocumentWords
{
    internal static string ToText(PdfReport report)
    {
        var lines = report.Signatures.Select(one => string.Create(CultureInfo.InvariantCulture,
            $"{(one.Verdict == PdfVerdict.Valid ? "PASS" : "FAIL")}  {Printable.Of(one.Field)}: {Printable.Of(one.Signer)}, {one.Timestamp:O}: {Printable.Of(one.Reason)}")).ToList();
        lines.Add("");
        lines.Add($"{(report.IsValid ? "PASS" : "FAIL")}: {Printable.Of(report.Reason)}");
        lines.Add("This is about the signatures alone. That the court's journal knows the document, only its package or the court's own check shows.");
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>With the digest that the file had after each time it was saved, the oldest first, so that the last known state can be looked up.</summary>
    internal static JsonObject ToJson(PdfReport report, byte[] pdf) => new()
    {
        ["outcome"] = report.IsValid ? "proved" : "notProved",
        ["verdict"] = report.Verdict.ToString(),
        ["reason"] = report.Reason,
        ["revisions"] = new JsonArray([.. PdfRevisionDigests.Of(pdf).Select(digest => (JsonNode)digest)]),
        ["signatures"] = new JsonArray([.. report.Signatures.Select(one => new JsonObject
        {
            ["field"] = one.Field,
            ["signer"] = one.Signer,
            ["at"] = one.Timestamp?.ToString("O", CultureInfo.InvariantCulture),
            ["verdict"] = one.Verdict.ToString(),
            ["fault"] = one.Fault.ToString(),
            ["reason"] = one.Reason,
            ["changesAfter"] = new JsonArray([.. one.ChangesAfter.Select(change => (JsonNode)change)]),
        })]),
    };
}
