using System.Security.Cryptography;
using Mingzheng.Proof.Pdf;

namespace Mingzheng.Proof.Packages;

/// <summary>
/// One check of one package. What rests on something broken is left unjudged, so that the report names the object that
/// was changed and not everything that hangs on it.
/// </summary>
internal sealed class PackageInspection(PackageSource source, TrustAnchors anchors)
{
    private const int MaximumManifest = 16 << 20;
    private const int MaximumDocument = 64 << 20;

    private readonly List<PackageFinding> _findings = [];
    private readonly PackageTrust _trust = new(source, anchors);
    private Dictionary<string, FileState> _files = [];
    private bool _manifestHolds;

    internal PackageReport Run()
    {
        var unsafePaths = source.Paths.Where(path => !PackagePath.IsSafe(path)).ToList();
        if (unsafePaths.Count > 0)
        {
            return Report(null, unsafePaths.Select(path => new PackageFinding(
                path, PackageOutcome.Failed, PackageFault.UnsafePath, "Its name is not one that a package may hold; nothing was read.")));
        }

        var judgement = new Judgement(PackagePath.Manifest);
        var (manifest, digest) = ReadManifest(judgement);
        if (manifest is null)
        {
            return Report(null, [judgement.ToFinding()]);
        }

        _files = manifest.Files.ToDictionary(file => file.Path, file => FileState.Of(source, file));
        var keyIsDoubtful = !_trust.IsLogGiven && _files[PackagePath.LogKey].Fault != PackageFault.None;
        var journal = JournalEvidence.Read(source, _trust.Log, keyIsDoubtful);
        JudgeManifest(judgement, manifest, digest, journal);
        _findings.Add(judgement.ToFinding());
        _findings.AddRange(journal.Findings);
        _findings.AddRange(manifest.Streams.Select(journal.CheckStream));
        _findings.AddRange([.. TrustFiles()]);
        _findings.AddRange(manifest.Documents.Select(document => CheckDocument(document, journal)));
        _findings.AddRange(manifest.Recordings.Select(recording => CheckRecording(recording, journal)));
        _findings.AddRange([.. OtherFiles(manifest)]);
        _findings.AddRange([.. UnlistedFiles()]);
        return Report(manifest, _findings);
    }

    private PackageReport Report(PackageManifest? manifest, IEnumerable<PackageFinding> findings) =>
        new(manifest, [.. findings], [.. _trust.Anchors]);

    private (PackageManifest? Manifest, string Digest) ReadManifest(Judgement judgement)
    {
        if (!source.Has(PackagePath.Manifest))
        {
            judgement.Fail(PackageFault.Missing, "the file is missing: this is no package");
            return (null, "");
        }

        try
        {
            var bytes = source.Read(PackagePath.Manifest, MaximumManifest);
            return (PackageManifest.Parse(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (Exception fault) when (fault is FormatException or InvalidDataException or IOException)
        {
            judgement.Fail(PackageFault.Malformed, fault.Message);
            return (null, "");
        }
    }

    private void JudgeManifest(Judgement judgement, PackageManifest manifest, string digest, JournalEvidence journal)
    {
        var made = journal.Find(PackageManifest.EntryKind, ("manifest", digest));
        if (made is null)
        {
            journal.Miss(judgement, "no entry of the journal names this manifest");
        }
        else if (made.Entry.Stream != manifest.SessionStream)
        {
            judgement.Fail(PackageFault.NotInJournal, $"its entry belongs to {made.Entry.Stream}, not to its session");
        }
        else if (journal.Checkpoint!.Origin != manifest.Origin)
        {
            judgement.Fail(PackageFault.CheckpointMismatch, $"it names the log {manifest.Origin}, but the proofs lead to {journal.Checkpoint.Origin}");
        }
        else
        {
            _manifestHolds = true;
            judgement.Confirm($"named by entry {made.Entry.N} of {made.Entry.Stream}, position {made.Position} in the log");
        }
    }

    private IEnumerable<PackageFinding> TrustFiles()
    {
        foreach (var path in new[] { PackagePath.LogKey, PackagePath.Root, PackagePath.TimestampRoot })
        {
            var judgement = _trust.JudgementOf(path);
            JudgeBytes(judgement, path);
            if (_manifestHolds && _files[path].Fault != PackageFault.None)
            {
                _trust.Distrust(path);
            }

            yield return judgement.ToFinding();
        }
    }

    /// <summary>Compares with the manifest. The log key is judged even without one: the manifest's own proof rests on it.</summary>
    private void JudgeBytes(Judgement judgement, string path)
    {
        var file = _files[path];
        if (file.Fault is PackageFault.Missing or PackageFault.Unreadable || (file.Fault != PackageFault.None && (_manifestHolds || IsDoubtfulKey(path))))
        {
            judgement.Fail(file.Fault, file.Problem);
        }
        else if (!_manifestHolds)
        {
            judgement.LeaveOpen("the manifest that lists it is not proved");
        }
        else
        {
            judgement.Confirm("as the manifest lists it");
        }
    }

    private bool IsDoubtfulKey(string path) =>
        path == PackagePath.LogKey && _findings.Any(finding => finding.Subject == PackagePath.Checkpoint && finding.Outcome == PackageOutcome.Unchecked);

    private PackageFinding CheckDocument(PackageDocument document, JournalEvidence journal)
    {
        var judgement = new Judgement(document.Path);
        JudgeBytes(judgement, document.Path);
        var file = _files[document.Path];
        if (file.Sha256.Length == 0)
        {
            return judgement.ToFinding();
        }

        if (journal.Find(PackageDocument.EntryKind, ("document", document.Kind), ("sha256", file.Sha256)) is { } completed)
        {
            judgement.Confirm($"entry {completed.Entry.N} of {completed.Entry.Stream} names it");
        }
        else
        {
            journal.Miss(judgement, $"no entry of the journal names these bytes as the {document.Kind}");
        }

        JudgeSignatures(judgement, document);
        return judgement.ToFinding();
    }

    private void JudgeSignatures(Judgement judgement, PackageDocument document)
    {
        if (_trust.Roots is null || _trust.TimestampRoots is null)
        {
            judgement.LeaveOpen("there are no sound root certificates to check its signatures with");
            return;
        }

        var report = PdfCheck.Check(source.Read(document.Path, MaximumDocument), _trust.Roots, _trust.TimestampRoots);
        var count = report.Signatures.Count(signature => signature.Kind == PdfSignatureKind.Signature);
        if (!report.IsValid)
        {
            judgement.Fail(PackageFault.Signature, report.Reason);
        }
        else if (count != document.Signatures)
        {
            judgement.Fail(PackageFault.Signature, $"it bears {count} signatures instead of {document.Signatures}");
        }
        else
        {
            judgement.Confirm($"{count} valid signatures: {string.Join(", ", report.Signatures.Select(signature => signature.Signer))}");
        }
    }

    private PackageFinding CheckRecording(PackageRecording recording, JournalEvidence journal)
    {
        var judgement = new Judgement(recording.Path);
        JudgeBytes(judgement, recording.Path);
        var file = _files[recording.Path];
        if (file.Sha256.Length == 0)
        {
            return judgement.ToFinding();
        }

        if (!file.Head.AsSpan().StartsWith("age-encryption.org/v1\n"u8))
        {
            judgement.Fail(PackageFault.Malformed, "it is no encrypted recording (age file)");
        }

        if (journal.Find(PackageRecording.EntryKind, ("path", recording.Path), ("sha256", file.Sha256)) is { } exported)
        {
            judgement.Confirm($"entry {exported.Entry.N} of {exported.Entry.Stream} names it");
        }
        else
        {
            journal.Miss(judgement, "no entry of the journal names these bytes as this recording");
        }

        return judgement.ToFinding();
    }

    private IEnumerable<PackageFinding> OtherFiles(PackageManifest manifest)
    {
        var judged = _findings.Select(finding => finding.Subject).ToHashSet();
        foreach (var file in manifest.Files.Where(file => !judged.Contains(file.Path)))
        {
            var judgement = new Judgement(file.Path);
            JudgeBytes(judgement, file.Path);
            yield return judgement.ToFinding();
        }
    }

    private IEnumerable<PackageFinding> UnlistedFiles()
    {
        foreach (var path in source.Paths.Where(path => !PackagePath.IsUnlisted(path) && !_files.ContainsKey(path)))
        {
            var judgement = new Judgement(path);
            if (_manifestHolds)
            {
                judgement.Fail(PackageFault.Unlisted, "the manifest does not list this file");
            }
            else
            {
                judgement.LeaveOpen("the manifest is not proved");
            }

            yield return judgement.ToFinding();
        }
    }
}
