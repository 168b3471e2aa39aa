using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Identity;

namespace Mingzheng.Rooms;

/// <summary>What a capability knows of its meetings: the order of steps, the script, the documents, the words. The room knows the rest.</summary>
public interface IProcedureRules
{
    Procedure Procedure { get; }

    /// <summary>The few stages that a person sees the steps grouped into; words "rooms.phase.ID".</summary>
    IReadOnlyList<string> Phases { get; }

    /// <summary>Index into <see cref="Phases"/>.</summary>
    int PhaseOf(ProcedureStep step);

    /// <summary>The documents that are fixed when the room opens, rendered and stored but not yet in the books.</summary>
    Task<IReadOnlyList<Draft>> DraftAtOpening(Room room, CancellationToken stop);

    /// <summary>The questions of a step, in order.</summary>
    Task<IReadOnlyList<RoomQuestion>> Questions(CourtDb db, Room room, QuestionsStep step);

    /// <summary>A notice or other text that is acknowledged.</summary>
    RoomQuestion Notice(Room room, NoticeStep step);

    /// <summary>Why the person claimed is not the one whom the papers of this meeting name in this role; null when it is (AW-R8).</summary>
    Task<Base.Refusal?> ObjectionTo(Room room, RoomRole role, IdentityFacts claim, CancellationToken stop);

    /// <summary>Why a document may not be signed as it stands, for example because an answer contradicts it; null when nothing speaks against it.</summary>
    Task<Base.Refusal?> ObjectionToText(CourtDb db, RoomFacts facts, Document document);

    /// <summary>How else the papers of this meeting write the name of the one in a role, for example in Latin letters.</summary>
    Task<IReadOnlyList<string>> OtherNames(Room room, RoomRole role, CancellationToken stop);

    /// <summary>Asks outside, at the moment of identification, whether somebody may still take part in this role (ACC-AW-06).</summary>
    /// <exception cref="Base.RefusedException">The person may not.</exception>
    Task RefuseUnlessEligible(Room room, RoomRole role, CancellationToken stop);

    /// <summary>Where the judge has a document drafted that does not exist yet when its signing begins; null when there is none.</summary>
    string? DraftAddress(Room room, SigningStep step);

    /// <summary>Where those present ask for a correction of a document before they sign it; null when its text is not theirs to correct.</summary>
    string? CorrectionAddress(Room room, SigningStep step);

    /// <summary>What was asked to be corrected in the earlier versions of a document, in the order asked; all who sign it are told.</summary>
    Task<IReadOnlyList<Correction>> Corrections(CourtDb db, Room room, Document document);

    /// <summary>What the judge says at the beginning, before the notice is acknowledged; paragraph by paragraph.</summary>
    Task<IReadOnlyList<string>> OpeningWords(Room room, string language, CancellationToken stop);

    /// <summary>What the judge says at the end.</summary>
    string ClosingWords(Room room, string language);

    /// <summary>What is said of the meeting when it closes in order, for example "witnessed".</summary>
    string ResultAtClosing { get; }

    /// <summary>What follows for the subject when the room closes, in the same act.</summary>
    Task AtClosing(RoomAct act);

    /// <summary>For which reasons the judge may stop the meeting, by their codes; words "rooms.stop.CODE".</summary>
    IReadOnlyList<string> StopReasons { get; }

    /// <summary>What follows for the subject when the meeting is stopped, in the same act.</summary>
    /// <param name="note">What the judge wrote, sealed under the case's key as "rooms.stop_note".</param>
    Task AtStopping(RoomAct act, string why, byte[] note);

    /// <summary>The page of what the meeting was about.</summary>
    string SubjectAddress(Room room);

    /// <summary>A component with further acts of the judge, given the parameter View; null when there is none.</summary>
    Type? JudgeTools { get; }
}
