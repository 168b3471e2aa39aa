using Mingzheng.Proof.Packages;
using Mingzheng.Proof.Pdf;

namespace Mingzheng.Verification.Files;

/// <summary>What a check of a file found.</summary>
/// <param name="Sha256">Lower-case hex over the file as it was given.</param>
/// <param name="Document">What the journal says of it; null when the journal knows neither the file nor an earlier state of it.</param>
/// <param name="Signatures">Of a PDF, in the order in which they were made.</param>
/// <param name="Package">Of a package; null for a PDF.</param>
public sealed record CheckedFile(
    FileVerdict Verdict, string Sha256, KnownDocument? Document, IReadOnlyList<CheckedSignature> Signatures, CheckedPackage? Package)
{
    public bool IsGood => Verdict is FileVerdict.Genuine or FileVerdict.PackageProved;
}

/// <summary>In plain words on the page; each is one thing that a reader should do next.</summary>
public enum FileVerdict
{
    /// <summary>The finished document, byte for byte.</summary>
    Genuine,

    /// <summary>An earlier state of a document of this court: signatures are lacking.</summary>
    Unfinished,

    /// <summary>Signed here, but replaced by a later version.</summary>
    Superseded,

    /// <summary>It was signed, and changed afterwards.</summary>
    Changed,

    /// <summary>The signatures hold, but this court's journal does not know the file.</summary>
    NotInJournal,

    /// <summary>The signatures lead to no root that this court trusts.</summary>
    Foreign,
    Unsigned,
    Unreadable,
    PackageProved,
    PackageNotProved,
}

/// <param name="Position">Of the entry in the log.</param>
public sealed record KnownDocument(string Kind, string Sha256, DateTimeOffset At, long Position);

/// <param name="At">Time in the timestamp; null when there is none that belongs to this signature.</param>
public sealed record CheckedSignature(string Signer, DateTimeOffset? At, PdfVerdict Verdict, PdfFault Fault, IReadOnlyList<string> ChangesAfter);

/// <param name="Withheld">The kinds of documents that it leaves out by right, as its proved manifest says.</param>
public sealed record CheckedPackage(
    string? Session, string? CaseNumber, string? Court, IReadOnlyList<string> Withheld, IReadOnlyList<PackageFinding> Findings);
