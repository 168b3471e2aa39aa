using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Tests.Documents;

/// <summary>Facts of an invented case. Every person, firm, number and address here is fictitious.</summary>
public static class SampleFacts
{
    public const string Court = "示范市海湾人民法院";
    public static readonly DateOnly Date = new(2026, 3, 2);
    public static readonly DateTimeOffset Opened = new(2026, 3, 2, 1, 30, 0, TimeSpan.Zero);
    public static readonly LegalTexts Texts = LegalTexts.Load(LegalTexts.DefaultFolder);

    public static IReadOnlyList<string> GeneralPowers => ["G1", "G2", "G3", "G4", "G5"];

    static Bilingual Both(string language, string chinese, string english) => new(chinese, language == "en" ? english : null);

    public static PrintedCase Case(string language) => new(
        Both(language, Court, "Haiwan People's Court of Shifan"),
        "（2026）示9901民初1234号",
        Both(language, "买卖合同纠纷", "dispute over a contract of sale"),
        [
            new(Both(language, "原告", "Plaintiff"), Both(language, "陈小样", "CHAN Siu Yeung")),
            new(Both(language, "被告", "Defendant"), "示范市虚构贸易有限公司"),
        ]);

    public static PrincipalFacts Principal(string language, string name = "陈小样", string? latin = "CHAN Siu Yeung") => new(
        name,
        latin,
        Both(language, "女", "female"),
        new DateOnly(1984, 5, 17),
        Both(language, "中国香港", "Hong Kong, China"),
        Both(language, "香港永久性居民身份证", "Hong Kong permanent identity card"),
        "Z683365(5)",
        Both(language, "香港特别行政区虚构道1号示范大厦2楼", "2/F, Sample House, 1 Fictitious Road, Hong Kong"),
        "+852 5550 0100",
        "siuyeung.chan@example.org");

    public static PrintedAgent Agent(string language, params string[] special) => new(
        Both(language, "林示例", "LIN Shili"),
        Both(language, "示范海湾律师事务所", "Shifan Haiwan Law Firm"),
        "19901202610000017",
        "+86 139 0000 0000",
        null,
        [.. GeneralPowers, .. special]);

    public static PowerOfAttorneyFacts PowerOfAttorney(string language = "zh-Hans", params string[] special) => new(
        language,
        Case(language),
        Principal(language),
        [Agent(language, special)],
        ["first-instance"],
        null,
        true,
        null,
        false,
        Both(language, "香港特别行政区", "the Hong Kong SAR"),
        Date,
        "周法官");

    public static CommitmentFacts Commitment(CommitmentBy by, string language = "zh-Hans") =>
        new(language, by, Case(language), Principal(language), Agent(language), Date);

    public static CertificateFacts Certificate(string language = "zh-Hans", params string[] special) => new(
        language,
        Case(language),
        "示9901见证〔2026〕17号",
        "7KQF-29MX-TD4H",
        new Uri("https://court.example.org/verify?code=7KQF-29MX-TD4H"),
        Principal(language),
        "Z68****(5)",
        [Agent(language, special)],
        ["first-instance"],
        null,
        "周法官",
        Opened.AddMinutes(6),
        Opened,
        Opened.AddMinutes(8).AddSeconds(21),
        new string('a', 64),
        new string('4', 64),
        "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
        1042,
        Date);

    public static RecordFacts Record(string language = "zh-Hans", params string[] special) => new(
        language,
        Case(language),
        "SF-2026-000017",
        Both(language, "第三虚拟见证室", "Virtual witness room 3"),
        Opened,
        Opened.AddMinutes(7).AddSeconds(12),
        "Asia/Hong_Kong",
        "周法官",
        "吴书记",
        [
            new(Both(language, "委托人", "Principal"), "陈小样", "中国香港", "证件与平台核验一致，法官当场核对原件", Opened.AddSeconds(4)),
            new(Both(language, "代理人", "Agent"), "林示例", "广东省示范市", "律师执业证核验一致，执业状态正常", Opened.AddSeconds(9)),
        ],
        [new("权利义务告知书", "陈小样", "1", Texts.InForce(LegalTextId.RightsNotice, LegalTexts.Authoritative, Date).Sha256, Opened.AddSeconds(40))],
        [.. Answers(language)],
        [
            new("承诺书（委托人）", "陈小样", new string('b', 64), TimeSpan.FromSeconds(180), TimeSpan.FromSeconds(228)),
            new("授权委托书", "陈小样", new string('a', 64), TimeSpan.FromSeconds(240), TimeSpan.FromSeconds(318)),
        ],
        [.. special.Select(code => new PowerConfirmationFacts(code, PowerName(code, language), "林示例", true, Opened.AddSeconds(330)))],
        [new("授权委托书", new string('c', 64), [new("陈小样", Opened.AddSeconds(350)), new("林示例", Opened.AddSeconds(362))])],
        [],
        [
            new(Opened.AddSeconds(100), Bilingual.For(language, "法官请林示例暂时离场。", "法官請林示例暫時離場。", "The judge asked Lam Shili to leave for a while.")),
            new(Opened.AddSeconds(170), "法官请林示例回到见证室。"),
        ],
        [new("陈小样", Opened.AddMinutes(7), "第二问的回答漏记城市。\n应为“香港九龙”。", 1, new string('9', 64))],
        [
            Signatories.Principal("陈小样", language), Signatories.Agent(0, "林示例", language),
            Signatories.Judge("周法官", language), Signatories.Clerk("吴书记", language),
        ]);

    static IEnumerable<AnswerFacts> Answers(string language)
    {
        var chinese = Texts.Questions(LegalTexts.Authoritative, Date);
        var shown = Texts.Questions(language, Date);
        return chinese.Index().Where(at => at.Item.Answer != AnswerKind.PerPower && !at.Item.OnlyOrganizations).Select(at => new AnswerFacts(
            at.Item.Id,
            new Bilingual(at.Item.Text, shown[at.Index].Text),
            at.Item.AskedOf == AskedOf.Principal ? "委托人" : "代理人",
            at.Item.AloneWithPrincipal ? null : "是的，我明白，我自己决定委托林示例律师。",
            new string('e', 64),
            Opened.AddSeconds(60 + (5 * at.Index)),
            TimeSpan.FromSeconds(60 + (5 * at.Index)),
            at.Index == 1 ? Opened.AddSeconds(70) : null));
    }

    static Bilingual PowerName(string code, string language) => new(
        Texts.InForce(LegalTextId.Powers, LegalTexts.Authoritative, Date)[code].Heading!,
        Texts.InForce(LegalTextId.Powers, language, Date)[code].Heading);
}
