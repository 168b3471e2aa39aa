namespace Mingzheng.Proof.Packages;

/// <summary>Gathers what speaks about one object; one failure outweighs everything else.</summary>
sealed class Judgement(string subject)
{
    readonly List<string> good = [];
    readonly List<(PackageOutcome Outcome, PackageFault Fault, string Reason)> bad = [];

    internal void Confirm(string reason) => good.Add(reason);

    internal void Fail(PackageFault fault, string reason) => bad.Add((PackageOutcome.Failed, fault, reason));

    internal void LeaveOpen(string reason) => bad.Add((PackageOutcome.Unchecked, PackageFault.RestsOnFailed, reason));

    internal PackageFinding ToFinding()
    {
        var failures = bad.Where(fact => fact.Outcome == PackageOutcome.Failed).ToList();
        var facts = failures.Count > 0 ? failures : bad;
        return facts.Count > 0
            ? new PackageFinding(subject, facts[0].Outcome, facts[0].Fault, Sentence(facts.Select(fact => fact.Reason)))
            : new PackageFinding(subject, PackageOutcome.Passed, PackageFault.None, Sentence(good));
    }

    static string Sentence(IEnumerable<string> clauses)
    {
        var text = string.Join("; ", clauses.Select(clause => clause.TrimEnd('.')));
        return text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }
}
