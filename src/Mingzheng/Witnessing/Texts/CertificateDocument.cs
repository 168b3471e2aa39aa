using System.Text.Json.Nodes;
using Mingzheng.Base;
using Mingzheng.Documents;

namespace Mingzheng.Witnessing.Texts;

/// <summary>Template data of the certificate of witnessing. Place: seal:court.</summary>
public static class CertificateDocument
{
    public const string Template = "certificate";

    public static JsonObject Data(CertificateFacts facts, LegalTexts texts)
    {
        var language = facts.Language;
        var chinese = texts.InForce(LegalTextId.Certificate, LegalTexts.Authoritative, facts.Date);
        var shown = texts.InForce(LegalTextId.Certificate, language, facts.Date);
        TemplateData.Pair Worded(string clause) => TemplateData.Both(
            chinese[clause].Fill(Values(facts, texts, LegalTexts.Authoritative)), shown[clause].Fill(Values(facts, texts, language)));
        return TemplateData.From(new
        {
            Head = TemplateData.Head(language, TemplateData.Title(chinese, shown), facts.Case, facts.Date),
            facts.CertificateNumber,
            facts.VerificationCode,
            VerificationUrl = facts.VerificationUrl.AbsoluteUri,
            Qr = QrModules.Of(facts.VerificationUrl.AbsoluteUri),
            Statement = Worded("statement"),
            Basis = Worded("basis"),
            Verification = Worded("verification"),
            Principal = TemplateData.Principal(facts.Principal, facts.DocumentNumber, language),
            Agents = facts.Agents.Select(agent => new
            {
                Agent = TemplateData.Agent(agent, language),
                Powers = Powers(facts, agent, texts),
                MayReceiveService = agent.Powers.Contains("G5"),
            }),
            Stages = TemplateData.Both(Stages(facts, texts, LegalTexts.Authoritative), Stages(facts, texts, language)),
            TermEnd = facts.TermEnd is { } end
                ? TemplateData.Both(Wording.Date(LegalTexts.Authoritative, end), Wording.Date(language, end))
                : null,
            Meeting = TemplateData.Both(Meeting(facts, LegalTexts.Authoritative), Meeting(facts, facts.Language)),
            facts.PowerOfAttorneySha256,
            facts.RecordSha256,
            facts.RecordingManifestSha256,
            facts.LogPosition,
            facts.Judge,
        });
    }

    static Dictionary<string, string> Values(CertificateFacts facts, LegalTexts texts, string language)
    {
        var agent = texts.InForce(LegalTextId.PowerOfAttorney, language, facts.Date)["agent"];
        return new()
        {
            ["principal"] = facts.Principal.NameIn(language),
            ["witnessedAt"] = Wording.Minute(language, facts.SignedAt),
            ["judge"] = facts.Judge,
            ["caseNumber"] = facts.Case.CaseNumber,
            ["cause"] = facts.Case.Cause.In(language),
            ["agents"] = Wording.List(language, facts.Agents.Select(one => agent.Fill(new Dictionary<string, string>
            {
                ["name"] = one.Name.In(language),
                ["firm"] = one.Firm.In(language),
                ["licence"] = one.LicenceNumber,
            }))),
        };
    }

    static TemplateData.Pair Powers(CertificateFacts facts, PrintedAgent agent, LegalTexts texts)
    {
        string Named(string language)
        {
            var powers = texts.InForce(LegalTextId.Powers, language, facts.Date);
            var special = PowerCodes.Special.Where(agent.Powers.Contains).Select(code => powers[code].Heading ?? code).ToList();
            return string.Join(Wording.Points(language).Semicolon, [powers["general"].Heading ?? "", .. special]);
        }

        return TemplateData.Both(Named(LegalTexts.Authoritative), Named(facts.Language));
    }

    static string Meeting(CertificateFacts facts, string language)
    {
        string At(DateTimeOffset instant) => $"{Wording.Date(language, BeijingTime.DateOf(instant))} {Wording.Second(instant)}";
        return language switch
        {
            "en" => $"from {At(facts.Opened)} to {At(facts.Closed)} (Beijing time)",
            "zh-Hant" => $"{At(facts.Opened)} 開始，{At(facts.Closed)} 結束（北京時間）",
            _ => $"{At(facts.Opened)} 开始，{At(facts.Closed)} 结束（北京时间）",
        };
    }

    static string Stages(CertificateFacts facts, LegalTexts texts, string language)
    {
        var wording = texts.InForce(LegalTextId.PowerOfAttorney, language, facts.Date);
        return Wording.List(language, facts.Stages.Select(stage => wording[$"stage:{stage}"].Text));
    }
}
