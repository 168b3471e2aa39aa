using Mingzheng.Rooms;
using static Mingzheng.Rooms.RoomRole;

namespace Mingzheng.Witnessing;

/// <summary>
/// The order of a witnessing (witnessing rules 8.2). Commitment, reading and signing are mandatory and none can be skipped (AW-R2); the
/// judge is present throughout and signs last (AW-R3).
/// </summary>
public static class WitnessingProcedure
{
    public const string Kind = "witnessing";

    public const string PowerOfAttorney = "power-of-attorney";
    public const string PrincipalCommitment = "principal-commitment";
    public const string AgentCommitment = "agent-commitment";
    public const string Record = "record";
    public const string Certificate = "certificate";

    public const string PrincipalRecusal = "recusal-principal";
    public const string AgentRecusal = "recusal-agent";
    public const string Reading = "reading";
    public const string Powers = "powers";
    public const string Signing = "signing";
    public const string RecordSigning = "record";

    /// <summary>
    /// Why a meeting may be stopped: an application for the judge's recusal, and of the reasons of witnessing rules 11 those that come up in a
    /// meeting. Words "rooms.stop.CODE".
    /// </summary>
    public static readonly IReadOnlyList<string> StopReasons =
        ["recusal", "RF-01", "RF-03", "RF-04", "RF-05", "RF-07", "RF-08", "RF-09", "RF-10", "RF-11", "RF-12", "RF-13", "RF-14"];

    public static readonly Procedure Steps = new(Kind,
    [
        new OpeningStep("opening"),
        new RollCallStep("roll-call"),
        new IdentityStep("identity-principal", Principal),
        new IdentityStep("identity-agent", Agent),
        new NoticeStep("notice", "rights-notice", [Principal, Agent]),
        new QuestionsStep(PrincipalRecusal, Principal, Alone: false),
        new QuestionsStep(AgentRecusal, Agent, Alone: false),
        new QuestionsStep("questions", Principal, Alone: false),
        new QuestionsStep("questions-alone", Principal, Alone: true),
        new QuestionsStep("questions-agent", Agent, Alone: false),
        new ReadingStep("commitment-reading", PrincipalCommitment, Principal),
        new SigningStep("commitment-signing", PrincipalCommitment, [Principal]),
        new ReadingStep("agent-commitment-reading", AgentCommitment, Agent),
        new SigningStep("agent-commitment-signing", AgentCommitment, [Agent]),
        new ReadingStep(Reading, PowerOfAttorney, Principal),
        new QuestionsStep(Powers, Principal, Alone: false),
        new SigningStep(Signing, PowerOfAttorney, [Principal, Agent, Judge]),
        new SigningStep(RecordSigning, Record, [Principal, Agent, Judge]),
        new ClosingStep("closing"),
    ]);

    /// <summary>The stages that people see; each holds the steps up to and including the one named.</summary>
    static readonly (string Phase, string Last)[] Stages =
    [
        ("entry", "roll-call"),
        ("identity", "identity-agent"),
        ("notice", AgentRecusal),
        ("questions", "questions-agent"),
        ("commitments", "agent-commitment-signing"),
        ("reading", Powers),
        ("signing", Signing),
        ("record", "closing"),
    ];

    public static readonly IReadOnlyList<string> Phases = [.. Stages.Select(stage => stage.Phase)];

    public static int PhaseOf(ProcedureStep step)
    {
        var position = Position(step.Id);
        return Array.FindIndex(Stages, stage => position <= Position(stage.Last));
    }

    static int Position(string step) => Steps.Steps.ToList().FindIndex(one => one.Id == step);
}
