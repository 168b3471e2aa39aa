using System.Security.Cryptography;
using Mingzheng.Proof.Pdf;

namespace Mingzheng.Proof.Packages;

/// <summary>
/// One check of one package. What rests on something broken is left unjudged, so that the report names the object that
/// was changed and not everything that hangs on it.
/// </summary>
sealed class PackageInspection(PackageSource source, TrustAnchors anchors)
{
    const int MaximumManifest = 16 << 20;
    const int MaximumDocument = 64 << 20;

    readonly List<PackageFinding> findings = [];
    readonly PackageTrust trust = new(source, anchors);
    readonly Dictionary<string, HashSet<string>> signersOf = [];
    Dictionary<string, FileState> files = [];
    bool manifestHolds;

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

        files = manifest.Files.ToDictionary(file => file.Path, file => FileState.Of(source, file));
        var keyIsDoubtful = !trust.IsLogGiven && files[PackagePath.LogKey].Fault != PackageFault.None;
        var journal = JournalEvidence.Read(source, trust.Log, keyIsDoubtful);
        JudgeManifest(judgement, manifest, digest, journal);
        findings.Add(judgement.ToFinding());
        findings.AddRange(journal.Findings);
        findings.AddRange(manifest.Streams.Select(journal.CheckStream));
        findings.AddRange([.. TrustFiles()]);
        findings.AddRange(manifest.Documents.Select(document => CheckDocument(document, journal)));
        findings.AddRange(manifest.Recordings.Select(recording => CheckRecording(recording, journal)));
        findings.AddRange((manifest.Withheld ?? []).Select(document => CheckWithheld(document, journal)));
        findings.AddRange([.. WhatIsLeftOut(manifest, journal)]);
        findings.AddRange([.. OtherFiles(manifest)]);
        findings.AddRange([.. UnlistedFiles()]);
        return Report(manifest, findings);
    }

    PackageReport Report(PackageManifest? manifest, IEnumerable<PackageFinding> findings) =>
        new(manifest, [.. findings], [.. trust.Anchors]);

    (PackageManifest? Manifest, string Digest) ReadManifest(Judgement judgement)
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

    void JudgeManifest(Judgement judgement, PackageManifest manifest, string digest, JournalEvidence journal)
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
            manifestHolds = true;
            judgement.Confirm($"named by entry {made.Entry.N} of {made.Entry.Stream}, position {made.Position} in the log");
        }
    }

    IEnumerable<PackageFinding> TrustFiles()
    {
        foreach (var path in new[] { PackagePath.LogKey, PackagePath.Root, PackagePath.TimestampRoot })
        {
            var judgement = trust.JudgementOf(path);
            JudgeBytes(judgement, path);
            if (manifestHolds && files[path].Fault != PackageFault.None)
            {
                trust.Distrust(path);
            }

            yield return judgement.ToFinding();
        }
    }

    /// <summary>Compares with the manifest. The log key is judged even without one: the manifest's own proof rests on it.</summary>
    void JudgeBytes(Judgement judgement, string path)
    {
        var file = files[path];
        if (file.Fault is PackageFault.Missing or PackageFault.Unreadable || (file.Fault != PackageFault.None && (manifestHolds || IsDoubtfulKey(path))))
        {
            judgement.Fail(file.Fault, file.Problem);
        }
        else if (!manifestHolds)
        {
            judgement.LeaveOpen("the manifest that lists it is not proved");
        }
        else
        {
            judgement.Confirm("as the manifest lists it");
        }
    }

    bool IsDoubtfulKey(string path) =>
        path == PackagePath.LogKey && findings.Any(finding => finding.Subject == PackagePath.Checkpoint && finding.Outcome == PackageOutcome.Unchecked);

    PackageFinding CheckDocument(PackageDocument document, JournalEvidence journal)
    {
        var judgement = new Judgement(document.Path);
        JudgeBytes(judgement, document.Path);
        var file = files[document.Path];
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

        if (manifestHolds && file.Fault == PackageFault.None)
        {
            JudgeSignatures(judgement, document, journal);
        }
        else
        {
            // Bytes that nothing vouches for are not taken apart either.
            judgement.LeaveOpen("its signatures were not looked at");
        }

        return judgement.ToFinding();
    }

    void JudgeSignatures(Judgement judgement, PackageDocument document, JournalEvidence journal)
    {
        if (trust.Roots is null || trust.TimestampRoots is null)
        {
            judgement.LeaveOpen("there are no sound root certificates to check its signatures with");
            return;
        }

        var report = PdfCheck.Check(source.Read(document.Path, MaximumDocument), trust.Roots, trust.TimestampRoots);
        var signatures = report.Signatures.Where(signature => signature.Kind == PdfSignatureKind.Signature).ToList();
        var count = signatures.Count;
        var seals = journal.All(PackageDocument.SealedKind, "sha256", document.Sha256).ToList();
        var signers = SignersOf(document.Kind, journal);
        bool IsNamed(string certificate) => signers.Contains(certificate) || seals.Exists(seal => seal.Text("certificate") == certificate);
        if (!report.IsValid)
        {
            judgement.Fail(PackageFault.Signature, report.Reason);
        }
        else if (count != document.Signatures)
        {
            judgement.Fail(PackageFault.Signature, $"it bears {count} signatures instead of {document.Signatures}");
        }
        else if (!seals.Exists(seal => seal.Entry.Version == 1) && signatures.Find(signature => !IsNamed(signature.CertificateSha256)) is { } stranger)
        {
            journal.Miss(judgement, $"the journal does not know the certificate with which {stranger.Signer} signed it");
        }
        else
        {
            judgement.Confirm($"{count} valid signatures: {string.Join(", ", report.Signatures.Select(signature => signature.Signer))}");
        }
    }

    /// <summary>The certificates with which documents of this kind were signed, as the journal names them.</summary>
    HashSet<string> SignersOf(string kind, JournalEvidence journal)
    {
        if (!signersOf.TryGetValue(kind, out var signers))
        {
            signers = [.. journal.All(PackageDocument.SignedKind, "document", kind).Select(entry => entry.Text("certificate"))];
            signersOf.Add(kind, signers);
        }

        return signers;
    }

    PackageFinding CheckRecording(PackageRecording recording, JournalEvidence journal)
    {
        var judgement = new Judgement(recording.Path);
        JudgeBytes(judgement, recording.Path);
        var file = files[recording.Path];
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

    /// <summary>What is withheld is named with its digest, and the journal has to know it: what never was cannot be withheld.</summary>
    PackageFinding CheckWithheld(WithheldDocument document, JournalEvidence journal)
    {
        var judgement = new Judgement($"withheld {document.Kind}");
        if (!manifestHolds)
        {
            judgement.LeaveOpen("the manifest that withholds it is not proved");
        }
        else if (journal.Find(PackageDocument.EntryKind, ("document", document.Kind), ("sha256", document.Sha256)) is { } completed)
        {
            judgement.Confirm("the manifest withholds it from the person for whom this package was made");
            judgement.Confirm($"entry {completed.Entry.N} of {completed.Entry.Stream} names it with SHA-256 {document.Sha256}");
        }
        else
        {
            journal.Miss(judgement, $"no entry of the journal names these bytes as the {document.Kind}");
        }

        return judgement.ToFinding();
    }

    /// <summary>
    /// A finished document or a recording that the journal names has to be there, or be withheld by name: a package must not be made complete by
    /// leaving things out.
    /// </summary>
    IEnumerable<PackageFinding> WhatIsLeftOut(PackageManifest manifest, JournalEvidence journal)
    {
        if (!manifestHolds)
        {
            return [];
        }

        var documents = manifest.Documents.Select(document => (document.Kind, document.Sha256))
            .Concat((manifest.Withheld ?? []).Select(document => (document.Kind, document.Sha256))).ToHashSet();
        var recordings = manifest.Recordings.Select(recording => recording.Path).ToHashSet();
        var left = journal.Newest(PackageDocument.EntryKind, "document")
            .Where(entry => !documents.Contains((entry.Text("document"), entry.Text("sha256"))))
            .Select(entry => (entry, What: $"the {entry.Text("document")}"))
            .Concat(journal.Newest(PackageRecording.EntryKind, "path")
                .Where(entry => !recordings.Contains(entry.Text("path")))
                .Select(entry => (entry, What: entry.Text("path"))));
        return left.Select(one => new PackageFinding(
            $"{one.entry.Entry.Stream} #{one.entry.Entry.N}", PackageOutcome.Failed, PackageFault.Missing,
            $"It names {one.What}, which the package does not hold."));
    }

    IEnumerable<PackageFinding> OtherFiles(PackageManifest manifest)
    {
        var judged = findings.Select(finding => finding.Subject).ToHashSet();
        foreach (var file in manifest.Files.Where(file => !judged.Contains(file.Path)))
        {
            var judgement = new Judgement(file.Path);
            JudgeBytes(judgement, file.Path);
            yield return judgement.ToFinding();
        }
    }

    IEnumerable<PackageFinding> UnlistedFiles()
    {
        foreach (var path in source.Paths.Where(path => !PackagePath.IsUnlisted(path) && !files.ContainsKey(path)))
        {
            var judgement = new Judgement(path);
            if (manifestHolds)
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
