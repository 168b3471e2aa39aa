using Mingzheng.Cases;
using Mingzheng.Documents;

namespace Mingzheng.Rooms.Screen;

/// <summary>What one person's screen of a room shows; drawn from the same facts that the guards use.</summary>
/// <param name="Corrections">What was asked to be corrected in the document that is signed now.</param>
/// <param name="UntilOpening">How long the judge still waits until the meeting may be opened; zero or less when it may.</param>
public sealed record RoomView(
    RoomFacts Facts,
    RoomParticipant Me,
    IReadOnlyDictionary<Guid, string> Names,
    Case Case,
    string CourtName,
    string Hotline,
    IProcedureRules Rules,
    IReadOnlyList<RoomQuestion> Questions,
    IReadOnlyDictionary<Guid, IReadOnlyList<DocumentClause>> Texts,
    IReadOnlyDictionary<Guid, long> DocumentBytes,
    IReadOnlyDictionary<Guid, string> Answers,
    IReadOnlyList<Correction> Corrections,
    TimeSpan UntilOpening,
    string Cursor)
{
    public Room Room => Facts.Room;

    public ProcedureStep? Step => Rules.Procedure.Current(Facts.Done);

    public bool IsJudge => Me.Role == RoomRole.Judge;

    /// <summary>Whose picture is large on this screen.</summary>
    public RoomParticipant? Large => Facts.In(LargePicture.For(Me.Role, Step, NextSigner));

    /// <summary>Whether this person holds a paper up to the camera, so that the picture has to be in high definition (AW-05).</summary>
    public bool ShowsPaper => Step is IdentityStep step && step.Of == Me.Role;

    /// <summary>What was changed in the meeting and is not signed by all yet: everybody has to know that it is read anew (V-4).</summary>
    public Document? Changed => Facts.Documents.FirstOrDefault(document => document is { IsLive: true, CompletedAt: null, Version: > 1 }
        && Rules.Procedure.ReadingOf(document.Kind) is not null && Rules.Procedure.Concerns(document.Kind, Me.Role));

    RoomRole? NextSigner => Step is SigningStep step && Facts.Live(step.DocumentKind) is { } document ? Facts.NextSigner(document, step) : null;

    public string NameOf(RoomRole role) => Facts.In(role) is { } participant ? Names[participant.Id] : "";

    /// <summary>The first question of the present step that is not settled yet.</summary>
    public RoomQuestion? NextQuestion => Step is QuestionsStep step
        ? Questions.FirstOrDefault(question => !question.IsSettledBy(Facts.AnswerTo(question.Id, step.Of)))
        : null;
}
