using Mingzheng.Identity.Platform;
using Mingzheng.Web;

namespace Mingzheng.Development;

/// <summary>An invented person of the demo court.</summary>
/// <param name="Key">As in the acceptance scenarios: HKP, LAW, JDG, CLK.</param>
/// <param name="Licence">Of a lawyer; the register of the sandbox knows it.</param>
public sealed record DemoPerson(
    string Key, string Name, string NameEn, string Phone, Language Language, string TimeZone, IdentityDocumentType DocumentType,
    string DocumentNumber, string? Licence = null);

/// <summary>The invented people, court and case that a development court starts with.</summary>
public static class DemoPeople
{
    public const string CourtCode = "粤01";
    public const string CourtName = "示范中级人民法院（演示）";
    public const string CourtNameEn = "Model Intermediate People's Court (demo)";
    public const string CaseNumber = "（2025）粤01民初100号";
    public const string Cause = "民间借贷纠纷";
    public const string OpposingCompany = "示例贸易有限公司";
    public const string Firm = "示例律师事务所";

    public static readonly DemoPerson Principal = new("HKP", "陳大文", "Chan Tai-man", "+85291234567", Language.TraditionalChinese,
        "Asia/Hong_Kong", IdentityDocumentType.HongKongIdentityCard, "A123456(3)");

    public static readonly DemoPerson Lawyer = new("LAW", "李示例", "Li Shili", "+8613800000001", Language.SimplifiedChinese,
        "Asia/Shanghai", IdentityDocumentType.MainlandResidentId, "440106198001010019", "14401201010123456");

    public static readonly DemoPerson Judge = new("JDG", "郑明示", "Zheng Mingshi", "+8613800000002", Language.SimplifiedChinese,
        "Asia/Shanghai", IdentityDocumentType.MainlandResidentId, "440106197503150025");

    public static readonly DemoPerson Clerk = new("CLK", "何书演", "He Shuyan", "+8613800000003", Language.SimplifiedChinese,
        "Asia/Shanghai", IdentityDocumentType.MainlandResidentId, "440106199006080037");

    public static readonly IReadOnlyList<DemoPerson> All = [Principal, Lawyer, Judge, Clerk];
}
