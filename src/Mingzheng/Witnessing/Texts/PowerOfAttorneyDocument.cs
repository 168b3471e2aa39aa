using System.Text.Json.Nodes;

namespace Mingzheng.Witnessing.Texts;

/// <summary>Template data of the power of attorney. Places: signature:principal, signature:agent (agent-2), signature:judge.</summary>
public static class PowerOfAttorneyDocument
{
    public const string Template = "power-of-attorney";

    public static JsonObject Data(PowerOfAttorneyFacts facts, LegalTexts texts)
    {
        var language = facts.Language;
        var chinese = texts.InForce(LegalTextId.PowerOfAttorney, LegalTexts.Authoritative, facts.Date);
        var shown = texts.InForce(LegalTextId.PowerOfAttorney, language, facts.Date);
        return TemplateData.From(new
        {
            Head = TemplateData.Head(language, TemplateData.Title(chinese, shown), facts.Case, facts.Date),
            Principal = TemplateData.Principal(facts.Principal, facts.Principal.DocumentNumber, language),
            Agents = facts.Agents.Select(agent => TemplateData.Agent(agent, language)),
            Clauses = PowerOfAttorneyText.Compose(facts, texts)
                .Select(clause => TemplateData.Clause(clause.Number, clause.Text, clause.Translation)),
            Signers = Signers(facts).Select(signer => TemplateData.Signer(signer, language)),
            Witness = TemplateData.Signer(Signatories.Judge(facts.Judge, language), language),
            Wording = new { chinese.Version, chinese.Sha256 },
        });
    }

    static IEnumerable<SignerFacts> Signers(PowerOfAttorneyFacts facts) =>
    [
        Signatories.Principal(facts.Principal.Name, facts.Language),
        .. facts.Agents.Index().Select(at => Signatories.Agent(at.Index, at.Item.Name.Chinese, facts.Language)),
    ];
}
