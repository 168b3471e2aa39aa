using System.Text.RegularExpressions;
using Mingzheng.Base;
using Mingzheng.Base.Identifiers;

namespace Mingzheng.Cases;

/// <summary>Acts in a case for which an agent needs a power.</summary>
public enum AgentAct
{
    FilePapers,
    ReadDossier,
    AttendHearing,
    ApplyForMeasures,
    ReceiveService,
    AdmitClaims,
    WaiveClaims,
    ChangeClaims,
    Settle,
    FileCounterclaim,
    Appeal,
    SignMediationAgreement,
    Withdraw,
    ApplyForEnforcement,
    ReceiveMoney,
    ApplyForRetrial,
    VoteAsCreditor,
    AgreeOnProcedure,
}

/// <summary>What a free text gives, and what a reader must be warned of.</summary>
/// <param name="SaysFullAgency">The text says 全权代理: whatever else it says, special powers must be named anew (CPL-I 89).</param>
public sealed record PowersRead(Powers Powers, bool SaysFullAgency);

/// <summary>Which act needs which power, and which powers a text gives. Pure rules.</summary>
public static partial class AgentPowers
{
    public static Power NeededFor(AgentAct act) => act switch
    {
        AgentAct.FilePapers => Power.G1,
        AgentAct.ReadDossier => Power.G2,
        AgentAct.AttendHearing => Power.G3,
        AgentAct.ApplyForMeasures => Power.G4,
        AgentAct.ReceiveService => Power.G5,
        AgentAct.AdmitClaims => Power.S1,
        AgentAct.WaiveClaims => Power.S2,
        AgentAct.ChangeClaims => Power.S3,
        AgentAct.Settle => Power.S4,
        AgentAct.FileCounterclaim => Power.S5,
        AgentAct.Appeal => Power.S6,
        AgentAct.SignMediationAgreement => Power.S7,
        AgentAct.Withdraw => Power.S8,
        AgentAct.ApplyForEnforcement => Power.S9,
        AgentAct.ReceiveMoney => Power.S10,
        AgentAct.ApplyForRetrial => Power.S11,
        AgentAct.VoteAsCreditor => Power.S12,
        AgentAct.AgreeOnProcedure => Power.S13,
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    /// <summary>Null when the powers allow the act; else POWER_MISSING with the code of the power (CPL-I 89).</summary>
    public static Refusal? MayDo(Powers powers, AgentAct act)
    {
        var needed = NeededFor(act);
        return powers.Has(needed) ? null
            : new Refusal("POWER_MISSING", needed <= Power.G5 ? "CPL-62" : "CPL-I-89", needed.ToString()) { Status = StatusCodes.Status403Forbidden };
    }

    /// <summary>
    /// Reads the powers that a free text names. Reading is careful: a clause that limits or excludes gives nothing, and a text with
    /// the words 全权代理 gives general authority only, so that a clerk has to tick special powers by hand.
    /// </summary>
    public static PowersRead Read(string text)
    {
        var written = WrittenForm.HalfWidth(text);
        if (FullAgency().IsMatch(written))
        {
            return new PowersRead(Powers.General, true);
        }

        var giving = Clauses().Split(written).Where(clause => !Limits().IsMatch(clause)).ToList();
        var named = Names.Where(name => giving.Any(name.Words.IsMatch)).Select(name => name.Power);
        return new PowersRead(Powers.Of(Powers.General.All.Concat(named)), false);
    }

    static readonly (Power Power, Regex Words)[] Names =
    [
        (Power.S1, Admit()), (Power.S2, Waive()), (Power.S3, Change()), (Power.S4, Settle()), (Power.S5, Counterclaim()),
        (Power.S6, Appeal()), (Power.S7, Mediate()), (Power.S8, Withdraw()), (Power.S9, Enforce()), (Power.S10, Receive()),
        (Power.S11, Retrial()), (Power.S12, Vote()), (Power.S13, Procedure()),
    ];

    [GeneratedRegex("全[权權](?:代理|委[托託]|[处處]理|代表)|full (?:agency|authority|power)|general agency with full", RegexOptions.IgnoreCase)]
    private static partial Regex FullAgency();

    [GeneratedRegex("[。;\\n.!]")]
    private static partial Regex Clauses();

    [GeneratedRegex("不得|不包括|不含|不[授受]|[无無][权權]|除外|另行|[须須][经經]|without|not |except", RegexOptions.IgnoreCase)]
    private static partial Regex Limits();

    [GeneratedRegex("(?:承[认認]).*(?:请求|請求)|admit")]
    private static partial Regex Admit();

    [GeneratedRegex("(?:放[弃棄]).*(?:请求|請求)|waive")]
    private static partial Regex Waive();

    [GeneratedRegex("(?:[变變]更).*(?:请求|請求)|change (?:the )?claims")]
    private static partial Regex Change();

    [GeneratedRegex("和解|settle")]
    private static partial Regex Settle();

    [GeneratedRegex("反[诉訴]|counterclaim")]
    private static partial Regex Counterclaim();

    [GeneratedRegex("(?:提起|代[为為]).{0,8}上[诉訴]|或者?上[诉訴]|、上[诉訴]|appeal")]
    private static partial Regex Appeal();

    [GeneratedRegex("[调調]解|mediation")]
    private static partial Regex Mediate();

    [GeneratedRegex("撤回(?:起[诉訴]|上[诉訴])|撤[诉訴]|withdraw")]
    private static partial Regex Withdraw();

    [GeneratedRegex("申[请請](?:强制|強制)?[执執]行|apply for enforcement")]
    private static partial Regex Enforce();

    [GeneratedRegex("代?(?:[领領]|收)取?(?:[执執]行|案件)?[款财財]|receive (?:money|property)")]
    private static partial Regex Receive();

    [GeneratedRegex("申[请請]再[审審]|retrial")]
    private static partial Regex Retrial();

    [GeneratedRegex("[债債][权權]人[会會][议議]|creditors")]
    private static partial Regex Vote();

    [GeneratedRegex("[选選][择擇定].{0,6}[鉴鑑][定]|程序[选選][择擇]|choice of procedure")]
    private static partial Regex Procedure();
}
