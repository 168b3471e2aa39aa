using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Packages;
using Mingzheng.Proof.Pdf;

namespace Mingzheng.Verify;

/// <summary>The command mingzheng-verify: prints what holds and what does not, object by object.</summary>
public static class VerifyCommand
{
    const int Proved = 0;
    const int NotProved = 1;
    const int WrongUse = 2;
    const int Whole = 3;

    static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="input">Read when the file is named "-".</param>
    public static int Run(string[] arguments, TextWriter output, TextWriter errors, Stream? input = null)
    {
        if (arguments is ["--help"] or ["-h"])
        {
            output.WriteLine(VerifyArguments.Usage);
            return Proved;
        }

        try
        {
            var wanted = VerifyArguments.Parse(arguments);
            var given = GivenFile.Open(wanted.File, input ?? Stream.Null);
            return given.Pdf is { } pdf ? Document(pdf, wanted, output) : Package(given, wanted, output);
        }
        catch (Exception fault) when (fault is FormatException or FileNotFoundException)
        {
            errors.WriteLine(fault.Message);
            errors.WriteLine();
            errors.WriteLine(VerifyArguments.Usage);
            return WrongUse;
        }
    }

    static int Package(GivenFile given, VerifyArguments wanted, TextWriter output)
    {
        var report = given.Zip is { } zip ? PackageCheck.Run(zip, wanted.Anchors) : PackageCheck.Run(wanted.File, wanted.Anchors);
        Print(output, wanted, () => PackageWords.ToJson(report), () => PackageWords.ToText(report));
        return report.Verdict switch
        {
            PackageVerdict.Proved => Proved,
            PackageVerdict.Whole => Whole,
            _ => NotProved,
        };
    }

    static int Document(byte[] pdf, VerifyArguments wanted, TextWriter output)
    {
        if (wanted.Anchors is not { Roots: { } roots, TimestampRoots: { } timestampRoots })
        {
            throw new FormatException("A document by itself is checked with the roots that you trust: --root and --tsa.");
        }

        var report = PdfCheck.Check(pdf, roots, timestampRoots);
        Print(output, wanted, () => DocumentWords.ToJson(report, pdf), () => DocumentWords.ToText(report));
        return report.IsValid ? Proved : NotProved;
    }

    static void Print(TextWriter output, VerifyArguments wanted, Func<JsonObject> json, Func<string> text) =>
        output.WriteLine(wanted.Json ? json().ToJsonString(Readable) : text());
}
