using System.Text.Json.Nodes;
using Mingzheng.Base;
using Mingzheng.Proof.Packages;

namespace Mingzheng.Verification.Files;

/// <summary>Checks a file against this installation's own roots and log, whatever the file itself claims.</summary>
sealed class FileCheck(CheckProgram program, PdfJudge pdfs)
{
    /// <exception cref="RefusedException">VERIFICATION_FILE_KIND, VERIFICATION_TOO_HARD, or an authority's root is not to be had.</exception>
    public async Task<CheckedFile> Of(GivenFile file, CancellationToken stop)
    {
        if (!file.IsPdf && !file.IsZip)
        {
            throw GivenFile.Refused("VERIFICATION_FILE_KIND", StatusCodes.Status415UnsupportedMediaType);
        }

        var report = await program.Judge(file, stop);
        return file.IsPdf ? await pdfs.Judge(file.Sha256, report, stop) : Package(file.Sha256, report);
    }

    static CheckedFile Package(string sha256, JsonObject report)
    {
        var isProved = (string?)report["outcome"] == "proved";
        // What an unproved manifest says of itself is only somebody's word.
        string? Said(string member) => isProved ? (string?)report[member] : null;
        return new CheckedFile(
            isProved ? FileVerdict.PackageProved : FileVerdict.PackageNotProved, sha256, null, [],
            new CheckedPackage(
                Said("session"), Said("caseNumber"), Said("court"), isProved ? [.. report["withheld"]!.AsArray().Select(kind => (string)kind!)] : [],
                [.. report["findings"]!.AsArray().Select(Finding)]));
    }

    static PackageFinding Finding(JsonNode? finding) => new(
        (string)finding!["object"]!,
        (string)finding["outcome"]! switch
        {
            "PASS" => PackageOutcome.Passed,
            "FAIL" => PackageOutcome.Failed,
            _ => PackageOutcome.Unchecked,
        },
        (string?)finding["fault"] is { } fault ? Enum.Parse<PackageFault>(fault) : PackageFault.None,
        (string)finding["reason"]!);
}
