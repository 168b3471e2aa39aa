namespace Mingzheng.Proof.Packages;

/// <summary>What a check of a package found, object by object.</summary>
/// <param name="Manifest">What the package says it is; null when that cannot be read.</param>
/// <param name="Findings">One for each object, in reading order.</param>
/// <param name="Anchors">What the result rests on, and where each came from.</param>
public sealed record PackageReport(
    PackageManifest? Manifest, IReadOnlyList<PackageFinding> Findings, IReadOnlyList<PackageAnchor> Anchors)
{
    public PackageVerdict Verdict =>
        Findings.Count == 0 || Findings.Any(finding => finding.Outcome != PackageOutcome.Passed) ? PackageVerdict.NotProved
        : Anchors.Any(anchor => anchor.FromPackage) ? PackageVerdict.Whole
        : PackageVerdict.Proved;
}

public enum PackageVerdict
{
    /// <summary>Everything was checked with keys from elsewhere, and nothing failed.</summary>
    Proved,

    /// <summary>
    /// Nothing failed, but a key came from the package itself. Anybody can make such a package with keys of their own, so it proves nothing of
    /// the court that it names.
    /// </summary>
    Whole,
    NotProved,
}

/// <param name="Subject">The object: a path in the package, "session:... #7" for an entry, or a stream.</param>
/// <param name="Fault">A stable code, for translation.</param>
/// <param name="Reason">One plain English sentence.</param>
public sealed record PackageFinding(string Subject, PackageOutcome Outcome, PackageFault Fault, string Reason);

public enum PackageOutcome
{
    Passed,
    Failed,

    /// <summary>Could not be judged because something that it rests on failed.</summary>
    Unchecked,
}

public enum PackageFault
{
    None,
    Unreadable,
    UnsafePath,
    Malformed,
    Missing,
    Unlisted,
    Digest,
    NotInJournal,
    NotInLog,
    CheckpointSignature,
    CheckpointMismatch,
    StreamHole,
    Signature,
    NotTheGivenAnchor,
    RestsOnFailed,
}

/// <param name="Name">"log key", "signer roots" or "timestamp roots".</param>
/// <param name="Fingerprint">The log's key itself, or SHA-256 of each certificate in hex: compare with another source.</param>
/// <param name="FromPackage">True when the package vouches for itself here.</param>
public sealed record PackageAnchor(string Name, string Fingerprint, bool FromPackage);
