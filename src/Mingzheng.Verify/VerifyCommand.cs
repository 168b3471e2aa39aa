using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Packages;

namespace Mingzheng.Verify;

/// <summary>The command mingzheng-verify: prints what holds and what does not, object by object.</summary>
public static class VerifyCommand
{
    const int AllProved = 0;
    const int NotProved = 1;
    const int WrongUse = 2;

    static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Run(string[] arguments, TextWriter output, TextWriter errors)
    {
        if (arguments is ["--help"] or ["-h"])
        {
            output.WriteLine(VerifyArguments.Usage);
            return AllProved;
        }

        try
        {
            var wanted = VerifyArguments.Parse(arguments);
            var report = PackageCheck.Run(wanted.Package, wanted.Anchors);
            output.WriteLine(wanted.Json ? ToJson(report).ToJsonString(Readable) : ToText(report));
            return report.IsValid ? AllProved : NotProved;
        }
        catch (Exception fault) when (fault is FormatException or FileNotFoundException)
        {
            errors.WriteLine(fault.Message);
            errors.WriteLine();
            errors.WriteLine(VerifyArguments.Usage);
            return WrongUse;
        }
    }

    static string ToText(PackageReport report)
    {
        var lines = new List<string>();
        if (report.Manifest is { } manifest)
        {
            lines.Add($"Session {manifest.Session}, case {Printable(manifest.CaseNumber)}, {Printable(manifest.Court)}");
            lines.Add("");
        }

        lines.AddRange(report.Findings.Select(finding => $"{Word(finding.Outcome)}  {Printable(finding.Subject)}: {Printable(finding.Reason)}"));
        lines.Add("");
        lines.AddRange(report.Anchors.Select(anchor =>
            $"Rests on the {anchor.Name} {anchor.Fingerprint}{(anchor.FromPackage ? " (from the package itself: compare it with another source)" : " (given by you)")}"));
        lines.Add("");
        lines.Add(report.IsValid ? "PASS: everything in this package is proved." : "FAIL: not everything in this package is proved.");
        return string.Join(Environment.NewLine, lines);
    }

    static JsonObject ToJson(PackageReport report) => new()
    {
        ["valid"] = report.IsValid,
        ["session"] = report.Manifest?.Session,
        ["caseNumber"] = report.Manifest?.CaseNumber,
        ["court"] = report.Manifest?.Court,
        ["findings"] = new JsonArray([.. report.Findings.Select(finding => new JsonObject
        {
            ["object"] = finding.Subject,
            ["outcome"] = Word(finding.Outcome).Trim(),
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

    static string Word(PackageOutcome outcome) => outcome switch
    {
        PackageOutcome.Passed => "PASS",
        PackageOutcome.Failed => "FAIL",
        _ => "OPEN",
    };

    /// <summary>Names in a hostile package must not steer the reader's terminal or forge a line of this report.</summary>
    static string Printable(string text) => string.Concat(text.Select(c => IsVisible(c) ? c : '\ufffd'));

    /// <summary>Format characters reverse the direction of what follows.</summary>
    static bool IsVisible(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
