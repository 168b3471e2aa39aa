namespace Mingzheng.Proof.Packages;

/// <summary>Gathers what speaks about one object; one failure outweighs everything else.</summary>
internal sealed class Judgement(string subject)
{
    private readonly List<string> _good = [];
    private readonly List<(PackageOutcome Outcome, PackageFault Fault, string Reason)> _bad = [];

    internal void Confirm(string reason) => _good.Add(reason);

    internal void Fail(PackageFault fault, string reason) => _bad.Add((PackageOutcome.Failed, fault, reason));

    internal void LeaveOpen(string reason) => _bad.Add((PackageOutcome.Unchecked, PackageFault.RestsOnFailed, reason));

    internal PackageFinding ToFinding()
    {
        var failures = _bad.Where(fact => fact.Outcome == PackageOutcome.Failed).ToList();
        var facts = failures.Count > 0 ? failures : _bad;
        return facts.Count > 0
            ? new PackageFinding(subject, facts[0].Outcome, facts[0].Fault, Sentence(facts.Select(fact => fact.Reason)))
            : new PackageFinding(subject, PackageOutcome.Passed, PackageFault.None, Sentence(_good));
    }

    private static string Sentence(IEnumerable<string> clauses)
    {
        var text = string.Join("; ", clauses.Select(clause => clause.TrimEnd('.')));
        return text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }
}
