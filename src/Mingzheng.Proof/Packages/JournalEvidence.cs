using System.Text.Json.Nodes;
using Mingzheng.Proof.Log;

namespace Mingzheng.Proof.Packages;

/// <summary>The journal entries of a package that stand in the log, and what is wrong with the others.</summary>
sealed class JournalEvidence
{
    const int MaximumCheckpoint = 1 << 20;
    const int MaximumEntries = 128 << 20;

    /// <summary>Broken entries that are named one by one; nobody reads more, and a hostile package would have millions.</summary>
    const int MaximumNamed = 1_000;

    readonly List<PackageFinding> findings = [];
    readonly List<PackageEntry> proven = [];
    readonly Dictionary<(string Kind, string Member), ILookup<string, PackageEntry>> lookups = [];
    ILookup<string, PackageEntry>? byKind;
    bool broken;

    JournalEvidence()
    {
    }

    internal IReadOnlyList<PackageFinding> Findings => findings;

    /// <summary>Null when it does not hold.</summary>
    internal Checkpoint? Checkpoint { get; private set; }

    /// <param name="keyIsDoubtful">The log key is not the one that the manifest lists, so a wrong signature may be its fault.</param>
    internal static JournalEvidence Read(PackageSource source, NoteVerifier? log, bool keyIsDoubtful)
    {
        var evidence = new JournalEvidence();
        var checkpoint = new Judgement(PackagePath.Checkpoint);
        evidence.Checkpoint = OpenCheckpoint(source, log, keyIsDoubtful, checkpoint);
        var findings = evidence.ReadEntries(source, checkpoint);
        evidence.findings.Add(checkpoint.ToFinding());
        evidence.findings.AddRange(findings);
        evidence.broken |= evidence.findings.Any(finding => finding.Outcome != PackageOutcome.Passed);
        return evidence;
    }

    /// <summary>The proven entry of this kind whose body has these texts; null if there is none.</summary>
    internal PackageEntry? Find(string kind, params (string Name, string Value)[] body) => By(kind, body[^1].Name)[body[^1].Value].FirstOrDefault(
        proven => body.All(member => proven.Text(member.Name) == member.Value));

    /// <summary>All proven entries of this kind whose body has this text.</summary>
    internal IEnumerable<PackageEntry> All(string kind, string member, string value) => By(kind, member)[value];

    /// <summary>The newest proven entry of this kind for each value of a text in its body.</summary>
    internal IEnumerable<PackageEntry> Newest(string kind, string member) => By(kind, member).Select(entries => entries.Last());

    /// <summary>The proven entries of a kind by a text in their bodies, sorted once: a package may hold many documents and many entries.</summary>
    ILookup<string, PackageEntry> By(string kind, string member)
    {
        if (!lookups.TryGetValue((kind, member), out var found))
        {
            byKind ??= proven.ToLookup(entry => entry.Entry.Kind);
            lookups.Add((kind, member), found = byKind[kind].ToLookup(entry => entry.Text(member)));
        }

        return found;
    }

    /// <summary>Blames an object for lacking an entry, unless the entry may be among the broken ones.</summary>
    internal void Miss(Judgement judgement, string reason)
    {
        if (broken)
        {
            judgement.LeaveOpen($"{reason}, but not all entries could be proved");
        }
        else
        {
            judgement.Fail(PackageFault.NotInJournal, reason);
        }
    }

    /// <summary>Whether a stream is there from its first entry on without a hole, at least to the entry that was its last when the package was made.</summary>
    internal PackageFinding CheckStream(StreamHead stream)
    {
        var judgement = new Judgement(stream.Name);
        var numbers = this.proven.Where(proven => proven.Entry.Stream == stream.Name).Select(proven => proven.Entry.N).ToList();
        var hole = Enumerable.Range(0, numbers.Count).FirstOrDefault(i => numbers[i] != i + 1, numbers.Count < Math.Max(1, stream.Last ?? 1) ? numbers.Count : -1);
        if (hole < 0)
        {
            judgement.Confirm(stream.Last is { } last
                ? $"entries 1 to {numbers.Count} are all there, at least to {last} as the manifest demands"
                : $"entries 1 to {numbers.Count} are all there; this older package does not say whether more followed");
        }
        else if (broken)
        {
            judgement.LeaveOpen($"entry {hole + 1} is not among the proved ones");
        }
        else
        {
            judgement.Fail(PackageFault.StreamHole, $"entry {hole + 1} is missing or out of order");
        }

        return judgement.ToFinding();
    }

    static Checkpoint? OpenCheckpoint(PackageSource source, NoteVerifier? log, bool keyIsDoubtful, Judgement judgement)
    {
        try
        {
            if (!source.Has(PackagePath.Checkpoint))
            {
                judgement.Fail(PackageFault.Missing, "the file is missing");
                return null;
            }

            var note = SignedNote.Parse(source.Read(PackagePath.Checkpoint, MaximumCheckpoint));
            var checkpoint = log is null ? null : Checkpoint.Open(note, log);
            if (checkpoint is not null)
            {
                judgement.Confirm($"signed by the log {checkpoint.Origin} over {checkpoint.Size} entries");
            }
            else if (log is null || keyIsDoubtful)
            {
                judgement.LeaveOpen("there is no sound log key to check it with");
            }
            else
            {
                judgement.Fail(PackageFault.CheckpointSignature, $"it is not signed by the log {log.Name}");
            }

            return checkpoint;
        }
        catch (Exception fault) when (fault is FormatException or InvalidDataException or IOException)
        {
            judgement.Fail(PackageFault.Malformed, $"it is no signed checkpoint ({fault.Message.TrimEnd('.')})");
            return null;
        }
    }

    List<PackageFinding> ReadEntries(PackageSource source, Judgement checkpointJudgement)
    {
        var findings = new List<PackageFinding>();
        var entries = ParseLines(source, findings);
        if (findings.Exists(finding => finding.Fault == PackageFault.Unreadable))
        {
            return findings;
        }

        var included = Checkpoint is null ? [] : entries.Where(entry => entry.IsIncludedIn(Checkpoint)).ToHashSet(ReferenceEqualityComparer.Instance);
        if (Checkpoint is not null && included.Count == 0 && entries.Count > 1)
        {
            checkpointJudgement.Fail(PackageFault.CheckpointMismatch, "it is not the checkpoint to which the proofs of this package lead");
            Checkpoint = null;
        }

        var summary = new Judgement(PackagePath.Entries);
        if (Checkpoint is null)
        {
            summary.LeaveOpen("without a sound checkpoint no entry is proved");
            return [summary.ToFinding(), .. findings];
        }

        var lost = findings.Count + entries.Count - included.Count;
        proven.AddRange(entries.Where(included.Contains));
        findings.AddRange(entries.Where(entry => !included.Contains(entry)).Take(MaximumNamed).Select(entry => new PackageFinding(
            $"{entry.Entry.Stream} #{entry.Entry.N}", PackageOutcome.Failed, PackageFault.NotInLog,
            $"This {entry.Entry.Kind} entry does not stand in the log in this form.")));
        JudgeOrder(summary, entries, lost);
        return [summary.ToFinding(), .. findings];
    }

    void JudgeOrder(Judgement summary, List<PackageEntry> entries, int broken)
    {
        if (proven.Zip(proven.Skip(1)).Any(pair => pair.First.Position >= pair.Second.Position))
        {
            summary.Fail(PackageFault.Malformed, "entries stand twice or not in the order of the log");
        }
        else if (entries.Count == 0)
        {
            summary.Fail(PackageFault.Missing, "the file is missing or holds no entry");
        }
        else
        {
            summary.Confirm($"{proven.Count} of {proven.Count + broken} entries stand in the log");
        }
    }

    static List<PackageEntry> ParseLines(PackageSource source, List<PackageFinding> findings)
    {
        var entries = new List<PackageEntry>();
        var rest = ReadLines(source, findings).AsSpan();
        for (var line = 1; rest.Length > 0; line++)
        {
            var end = rest.IndexOf((byte)'\n');
            try
            {
                entries.Add(PackageEntry.Parse(end < 0 ? throw new FormatException("The line does not end.") : rest[..end]));
            }
            catch (FormatException fault)
            {
                findings.Add(new PackageFinding(
                    $"{PackagePath.Entries} line {line}", PackageOutcome.Failed, PackageFault.Malformed, fault.Message));
            }

            if (findings.Count > MaximumNamed)
            {
                findings.Add(new PackageFinding(
                    PackagePath.Entries, PackageOutcome.Failed, PackageFault.Unreadable, $"More than {MaximumNamed} lines are broken; nothing more was read."));
                return [];
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return entries;
    }

    static byte[] ReadLines(PackageSource source, List<PackageFinding> findings)
    {
        try
        {
            return source.Has(PackagePath.Entries) ? source.Read(PackagePath.Entries, MaximumEntries) : [];
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            findings.Add(new PackageFinding(PackagePath.Entries, PackageOutcome.Failed, PackageFault.Unreadable, fault.Message));
            return [];
        }
    }
}
