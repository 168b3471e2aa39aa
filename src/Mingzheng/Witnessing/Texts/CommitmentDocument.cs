using System.Text.Json.Nodes;

namespace Mingzheng.Witnessing.Texts;

/// <summary>Template data of a letter of commitment. Place: signature:principal or signature:agent.</summary>
public static class CommitmentDocument
{
    public const string Template = "commitment";

    public static JsonObject Data(CommitmentFacts facts, LegalTexts texts)
    {
        var language = facts.Language;
        var chinese = CommitmentText.Wording(facts, texts);
        var shown = texts.Version(chinese.Id, chinese.Version, language);
        var byPrincipal = facts.By == CommitmentBy.Principal;
        var signer = byPrincipal
            ? Signatories.Principal(facts.Principal.Name, language)
            : Signatories.Agent(0, facts.Agent.Name.Chinese, language);
        return TemplateData.From(new
        {
            Head = TemplateData.Head(language, TemplateData.Title(chinese, shown), facts.Case, facts.Date),
            Principal = byPrincipal ? TemplateData.Principal(facts.Principal, facts.Principal.DocumentNumber, language) : null,
            Agent = byPrincipal ? null : TemplateData.Agent(facts.Agent, language),
            Clauses = CommitmentText.Compose(facts, texts)
                .Select(clause => TemplateData.Clause(clause.Number, clause.Text, clause.Translation)),
            Signers = new[] { TemplateData.Signer(signer, language) },
            Wording = new { chinese.Version, chinese.Sha256 },
        });
    }
}
