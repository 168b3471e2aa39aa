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
    /// Reads the powers that a free text names. Reading is careful, for who reads too much gives away rights that are given by name only (CPL 62):
    /// a clause that limits or excludes gives nothing, nor does what follows it in its sentence, nor what it refers back to; and a text with the
    /// words 全权代理 gives general authority only, so that special powers have to be ticked by hand.
    /// </summary>
    public static PowersRead Read(string text)
    {
        var written = Unwrapped(WrittenForm.HalfWidth(text));
        return FullAgency().IsMatch(written)
            ? new PowersRead(Powers.General, true)
            : new PowersRead(Powers.Of(Powers.General.All.Concat(Giving(written).SelectMany(Named))), false);
    }

    /// <summary>
    /// A page ends its lines wherever they are full. Only the line that ends a clause, or comes before a number or a dot of a list, is an end; all
    /// others go on, in Chinese without a space.
    /// </summary>
    static string Unwrapped(string text) => SpaceInChinese().Replace(WrappedLine().Replace(text.ReplaceLineEndings("\n"), " "), "");

    static IEnumerable<string> Giving(string text)
    {
        var sentences = Sentences().Split(text).Select(sentence => Clauses().Split(sentence)).ToList();
        return sentences.Exists(sentence => sentence.Any(clause => Limits().IsMatch(clause) && RefersBack().IsMatch(clause)))
            ? []
            : sentences.SelectMany(sentence => sentence.TakeWhile(clause => !Limits().IsMatch(clause)));
    }

    /// <summary>
    /// Withdrawing an appeal is not appealing, and settling in enforcement is not settling the suit: their words are taken out before the others
    /// are looked for. So is what names a power only to give it up or to speak of the other side.
    /// </summary>
    static IEnumerable<Power> Named(string clause)
    {
        var rest = GivingUp().Replace(InEnforcement().Replace(Withdraw().Replace(clause, Gone), Gone), Gone);
        return Names.Where(name => name.Words.IsMatch(name.Power is Power.S8 or Power.S9 ? clause : rest)).Select(name => name.Power);
    }

    /// <summary>Stands for words taken out, so that what stood before and after them is not read as one.</summary>
    const string Gone = ",";

    static readonly (Power Power, Regex Words)[] Names =
    [
        (Power.S1, Admit()), (Power.S2, Waive()), (Power.S3, Change()), (Power.S4, Settle()), (Power.S5, Counterclaim()),
        (Power.S6, Appeal()), (Power.S7, Mediate()), (Power.S8, Withdraw()), (Power.S9, Enforce()), (Power.S10, Receive()),
        (Power.S11, Retrial()), (Power.S12, Vote()), (Power.S13, Procedure()),
    ];

    [GeneratedRegex("全[权權](?:代理|委[托託]|[处處]理|代表)|full\\s+(?:agency|authority|power)|general\\s+agency\\s+with\\s+full", RegexOptions.IgnoreCase)]
    private static partial Regex FullAgency();

    /// <summary>A point behind a figure numbers a list.</summary>
    [GeneratedRegex("[。!]|(?<!\\d)\\.")]
    private static partial Regex Sentences();

    [GeneratedRegex("[;\\n]")]
    private static partial Regex Clauses();

    [GeneratedRegex(@"(?<![\s。.!;:])(?>\s*\n\s*)(?!\(?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[.、)]|[-*•·●○])")]
    private static partial Regex WrappedLine();

    [GeneratedRegex(@"(?<=[\p{IsCJKUnifiedIdeographs}、,])[^\S\n]+(?=[\p{IsCJKUnifiedIdeographs}])")]
    private static partial Regex SpaceInChinese();

    [GeneratedRegex("以上|上述|前述|前款|前列|上列|均[须須需应應不]|\\b(?:above|foregoing|aforesaid|these|all of which|any of which)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex RefersBack();

    /// <summary>Any "not", but for the absence of the party, who then needs an agent, and the judgment that the party does not accept.</summary>
    [GeneratedRegex(
        "不(?!(?:能)?(?:到[场場庭]|出庭|在[场場]|出席)|服)|[无無][^,]{0,10}?[权權效]|[未非][经經]|禁止|拒[绝絕]|除外|另行|[须須]|需[经經]|[征徵]得|[应應][当當]?[经經]"
        + "|without|\\bnot\\b|\\bno [a-z]|cannot|except|unless|only (?:with|if|after)|subject to|prohibit",
        RegexOptions.IgnoreCase)]
    private static partial Regex Limits();

    [GeneratedRegex("(?:放[弃棄]|撤回|[应應][对對]|[对對]方(?:[当當]事人)?的?)(?:提起|提出)?的?(?:上[诉訴]|反[诉訴]|申[请請]再[审審]|再[审審]申[请請])|被上[诉訴]|上[诉訴]人|[对對]反[诉訴]")]
    private static partial Regex GivingUp();

    [GeneratedRegex("[执執]行(?:程序|[过過]程|[阶階]段)?中?的?(?:[进進]行|代[为為]|[达達]成)?和解|settle(?:ment)? in (?:the )?enforcement", RegexOptions.IgnoreCase)]
    private static partial Regex InEnforcement();

    [GeneratedRegex("承[认認][^,事]{0,16}[请請]求|admit", RegexOptions.IgnoreCase)]
    private static partial Regex Admit();

    [GeneratedRegex("放[弃棄][^,事]{0,16}[请請]求|waive", RegexOptions.IgnoreCase)]
    private static partial Regex Waive();

    [GeneratedRegex("[变變]更[^,事]{0,16}[请請]求|change (?:the )?claims", RegexOptions.IgnoreCase)]
    private static partial Regex Change();

    [GeneratedRegex("和解|settle", RegexOptions.IgnoreCase)]
    private static partial Regex Settle();

    [GeneratedRegex("反[诉訴]|counterclaim", RegexOptions.IgnoreCase)]
    private static partial Regex Counterclaim();

    [GeneratedRegex("(?:提起|代[为為])[^,]{0,8}上[诉訴]|或者?上[诉訴]|、上[诉訴]|appeal", RegexOptions.IgnoreCase)]
    private static partial Regex Appeal();

    /// <summary>Not the paper in which a mediation ended, which an agent may be told to receive.</summary>
    [GeneratedRegex("[调調]解(?![书書员員])|mediation", RegexOptions.IgnoreCase)]
    private static partial Regex Mediate();

    [GeneratedRegex(
        "撤回(?:起[诉訴]|上[诉訴])(?:(?:、|或者?|和|及)(?:撤回)?(?:起[诉訴]|上[诉訴]))?|撤[诉訴]"
        + "|withdraw(?:ing)?(?: (?:the|a|an))?(?: (?:suit|claim|action|appeal))?(?: (?:or|and)(?: the| an)? appeal)?",
        RegexOptions.IgnoreCase)]
    private static partial Regex Withdraw();

    [GeneratedRegex("申[请請](?:强制|強制)?[执執]行|apply for enforcement", RegexOptions.IgnoreCase)]
    private static partial Regex Enforce();

    [GeneratedRegex(
        "(?:[领領]取|代[领領]|代收|收取)(?:[执執]行|案件|本案|法院|退[还還]|[赔賠][偿償]|相[关關]|的)*(?:[价價]?款|[财財]物|物品|[财財][产產](?!保全))"
        + "|receive (?:money|property)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Receive();

    [GeneratedRegex("申[请請]再[审審]|retrial", RegexOptions.IgnoreCase)]
    private static partial Regex Retrial();

    [GeneratedRegex("[债債][权權]人[会會][议議]|creditors", RegexOptions.IgnoreCase)]
    private static partial Regex Vote();

    [GeneratedRegex("[选選][择擇定].{0,6}[鉴鑑鑒]定|程序[选選][择擇]|choice of procedure|appraisal institution", RegexOptions.IgnoreCase)]
    private static partial Regex Procedure();
}
