using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Bench.Document;

/// <summary>The facts of an invented case in Chinese and English. Every person, firm and number here is fictitious.</summary>
static class SampleAuthority
{
    static readonly PrincipalFacts Principal = new(
        "陈小样", "CHAN Siu Yeung", Both("女", "female"), new DateOnly(1984, 5, 17), Both("中国香港", "Hong Kong, China"),
        Both("香港永久性居民身份证", "Hong Kong permanent identity card"), "Z683365(5)",
        Both("香港特别行政区虚构道1号示范大厦2楼", "2/F, Sample House, 1 Fictitious Road, Hong Kong"), "+852 5550 0100", null);

    static readonly PrintedAgent Agent = new(
        Both("林示例", "LIN Shili"), Both("示范海湾律师事务所", "Shifan Haiwan Law Firm"), "19901202610000017", "+86 139 0000 0000", null,
        ["G1", "G2", "G3", "G4", "G5", "S4", "S7"]);

    public static PowerOfAttorneyFacts Facts { get; } = new(
        "en",
        new PrintedCase(
            Both("示范市海湾人民法院", "Haiwan People's Court of Shifan"), "（2026）示9901民初1234号", Both("买卖合同纠纷", "dispute over a contract of sale"),
            [new(Both("原告", "Plaintiff"), Both("陈小样", "CHAN Siu Yeung")), new(Both("被告", "Defendant"), "示范市虚构贸易有限公司")]),
        Principal, [Agent], ["first-instance"], null, AgentMayReceiveService: true, TermEnd: null, Subdelegation: false,
        Both("香港特别行政区", "the Hong Kong SAR"), new DateOnly(2026, 3, 2), "周法官");

    public static string NameOf(string role) => role switch
    {
        "principal" => Principal.Name,
        "agent" => Agent.Name.Chinese,
        _ => Facts.Judge,
    };

    static Bilingual Both(string chinese, string english) => new(chinese, english);
}
