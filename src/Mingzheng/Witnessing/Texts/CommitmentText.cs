namespace Mingzheng.Witnessing.Texts;

/// <summary>The clauses of a letter of commitment with the facts of the case in them, as read aloud and printed.</summary>
public static class CommitmentText
{
    public static LegalText Wording(CommitmentFacts facts, LegalTexts texts) => InLanguage(facts, texts, LegalTexts.Authoritative);

    public static IReadOnlyList<CommitmentClause> Compose(CommitmentFacts facts, LegalTexts texts)
    {
        var chinese = Wording(facts, texts);
        var translated = facts.Language == LegalTexts.Authoritative ? null : InLanguage(facts, texts, facts.Language);
        return [.. chinese.Clauses.Index().Select(at => new CommitmentClause(
            at.Item.Id,
            Texts.Wording.Ordinal(at.Index + 1) + "、",
            at.Item.Fill(Values(facts, LegalTexts.Authoritative)),
            translated?[at.Item.Id].Fill(Values(facts, facts.Language))))];
    }

    static LegalText InLanguage(CommitmentFacts facts, LegalTexts texts, string language) => texts.InForce(
        facts.By == CommitmentBy.Principal ? LegalTextId.PrincipalCommitment : LegalTextId.AgentCommitment, language, facts.Date);

    static Dictionary<string, string> Values(CommitmentFacts facts, string language) => new()
    {
        ["principal"] = facts.Principal.NameIn(language),
        ["agent"] = facts.Agent.Name.In(language),
        ["firm"] = facts.Agent.Firm.In(language),
        ["caseNumber"] = facts.Case.CaseNumber,
    };
}
