using System.Collections.Frozen;

namespace Mingzheng.Base.Identifiers;

/// <summary>The type codes (类型代字) that the court's systems meet (litigation-rules 1.3).</summary>
public static class CaseTypes
{
    static readonly FrozenSet<string> Codes = FrozenSet.ToFrozenSet(
    [
        // Civil: first instance, appeal, retrial application, retrial, supervision, protest, special procedures,
        // payment order, public summons, third-party revocation, jurisdiction.
        "民初", "民终", "民申", "民再", "民监", "民抗", "民特", "民督", "民催", "民撤", "民辖", "民辖终",
        // Mediation before filing, its document and its confirmation (practice, longer than three characters).
        "民诉前调", "诉前调", "诉前调书", "诉前调确",
        // Preservation before or outside a suit: property, act, evidence.
        "财保", "行保", "证保",
        // Enforcement: first, resumed, objection, reconsideration, supervision, preservation, cooperation.
        "执", "执恢", "执异", "执复", "执监", "执保", "执协",
        // Bankruptcy and compulsory liquidation.
        "破申", "破", "破终", "强清", "清申",
        // Commutation and parole, administrative cases, sanctions.
        "刑更", "刑更监", "行初", "行终", "行审", "司惩", "司惩复",
        // Recognition of decisions and judicial assistance with Hong Kong, Macao, Taiwan and abroad.
        "认港", "认澳", "认台", "协外认", "请港送", "请澳送", "请台送", "请外送", "港请送", "澳请送", "台请送", "外请送",
        // Local numbers of appraisal commissions.
        "委鉴", "司鉴",
    ]);

    /// <summary>Whether the code exists; 初 alone belongs to the international commercial court (专门审判代字 商).</summary>
    public static bool Holds(string type, string? special) => Codes.Contains(type) || (type == "初" && special == "商");
}
