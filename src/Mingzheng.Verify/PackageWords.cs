using System.Text.Json.Nodes;
using Mingzheng.Proof.Packages;

namespace Mingzheng.Verify;

/// <summary>The report about a package, for people and for programs.</summary>
static class PackageWords
{
    internal static string ToText(PackageReport report)
    {
        var lines = new List<string>();
        if (report.Manifest is { } manifest)
        {
            lines.Add($"Session {manifest.Session}, case {Printable.Of(manifest.CaseNumber)}, {Printable.Of(manifest.Court)}");
            lines.Add("");
        }

        lines.AddRange(report.Findings.Select(finding => $"{Word(finding.Outcome)}  {Printable.Of(finding.Subject)}: {Printable.Of(finding.Reason)}"));
        lines.Add("");
        lines.AddRange(report.Anchors.Select(anchor =>
            $"Rests on the {anchor.Name} {anchor.Fingerprint}{(anchor.FromPackage ? " (from the package itself: compare it with another source)" : " (given by you)")}"));
        if (Withheld(report) is { Count: > 0 } withheld)
        {
            lines.Add($"Withheld by right, as the manifest says: {string.Join(", ", withheld)}.");
        }

        lines.Add("");
        lines.Add(report.Verdict switch
        {
            PackageVerdict.Proved => "PASS: everything in this package is proved.",
            PackageVerdict.Whole => "WHOLE, BUT NOT PROVED: the keys came from the package, and anybody can make such a package with keys of their own. "
                + "Give the court's with --root, --tsa and --log-key.",
            _ => "FAIL: not everything in this package is proved.",
        });
        return string.Join(Environment.NewLine, lines);
    }

    internal static JsonObject ToJson(PackageReport report) => new()
    {
        ["outcome"] = report.Verdict switch
        {
            PackageVerdict.Proved => "proved",
            PackageVerdict.Whole => "wholeButNotProved",
            _ => "notProved",
        },
        // For programs that ask yes or no: a package that vouches for itself is a no.
        ["valid"] = report.Verdict == PackageVerdict.Proved,
        ["session"] = report.Manifest?.Session,
        ["caseNumber"] = report.Manifest?.CaseNumber,
        ["court"] = report.Manifest?.Court,
        ["withheld"] = new JsonArray([.. Withheld(report)]),
        ["findings"] = new JsonArray([.. report.Findings.Select(finding => new JsonObject
        {
            ["object"] = finding.Subject,
            ["outcome"] = Word(finding.Outcome),
            ["fault"] = finding.Fault == PackageFault.None ? null : finding.Fault.ToString(),
            ["reason"] = finding.Reason,
        })]),
        ["anchors"] = new JsonArray([.. report.Anchors.Select(anchor => new JsonObject
        {
            ["name"] = anchor.Name,
            ["fingerprint"] = anchor.Fingerprint,
            ["fromPackage"] = anchor.FromPackage,
        })]),
    };

    /// <summary>The kinds of documents that the package leaves out by right.</summary>
    static IReadOnlyList<string> Withheld(PackageReport report) => [.. (report.Manifest?.Withheld ?? []).Select(document => document.Kind)];

    static string Word(PackageOutcome outcome) => outcome switch
    {
        PackageOutcome.Passed => "PASS",
        PackageOutcome.Failed => "FAIL",
        _ => "OPEN",
    };
}
