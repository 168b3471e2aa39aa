using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Documents;
using Mingzheng.Rooms;
using Mingzheng.Web;
using Mingzheng.Witnessing.Accepting;
using Mingzheng.Witnessing.Review;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Screen;

/// <summary>A material in clear, with its size and digest.</summary>
public sealed record MaterialFacts(Material Material, string? Title, string MediaType, long Bytes, string Sha256, bool MayOpen);

/// <summary>What a judge weighs in the review, and what everyone receives after it.</summary>
/// <param name="Readings">Each with the kind of document that was read.</param>
/// <param name="Private">What the principal answered alone; for the judge only (AW-27).</param>
/// <param name="Playable">The tracks of the recording that can be played by now; for the judge only.</param>
public sealed record SessionResult(
    IReadOnlyList<Document> Documents, IReadOnlyDictionary<Guid, int> Signatures, IReadOnlyList<(RoomReading Reading, string Document)> Readings,
    IReadOnlyList<PrivateAnswer> Private,
    RoomRecording Recording, IReadOnlyList<PlayableTrack> Playable, string RecordingSha256, string? VerificationCode);

/// <summary>Everything that one page shows of an authorization to one person.</summary>
/// <param name="StopNote">What the judge wrote when the meeting was stopped, for those who may read it.</param>
/// <param name="Cursor">Up to which entry of the journal the page is true.</param>
public sealed record AuthorizationView(
    Authorization Authorization,
    AuthorizationFacts Facts,
    CaseFacts Case,
    Court Court,
    string? JudgeName,
    Standing Standing,
    bool HasIdentity,
    IReadOnlyList<MaterialFacts> Materials,
    IReadOnlyList<Happening> Happenings,
    IReadOnlyList<AdmissionCheck> Checks,
    Room? Room,
    SessionResult? Result,
    string? StopNote,
    string Cursor)
{
    /// <summary>Whether somebody with an account here holds the licence of the lawyer who is named: only then has anybody been asked.</summary>
    public required bool IsLawyerRegistered { get; init; }

    /// <summary>What the lawyer declares who takes the matter on.</summary>
    public required LegalText Declarations { get; init; }

    public AuthorizationState State => Authorization.State;

    public bool IsPrincipal => Standing.HasFlag(Standing.Principal);

    public bool IsAgent => Standing.HasFlag(Standing.Agent);

    public bool IsJudge => Standing.HasFlag(Standing.Judge);

    public bool IsCourt => (Standing & (Standing.Judge | Standing.CourtJudge | Standing.Clerk)) != Standing.None;

    /// <summary>For the words that differ by who looks.</summary>
    public string Who => IsPrincipal ? "principal" : IsAgent ? "agent" : "court";

    /// <summary>What happens now, and who has to do something for it. The review is the responsible judge's; staff only see that it is done.</summary>
    public string Now(Words words) => State switch
    {
        AuthorizationState.Submitted when IsPrincipal && !IsLawyerRegistered => words["witnessing.now.unregistered", Facts.AgentLicence],
        AuthorizationState.UnderReview when IsCourt && !IsJudge => words["witnessing.now.UnderReview.staff"],
        _ => words[$"witnessing.now.{State}.{Who}"],
    };

    /// <summary>What the page follows. Whether a track can be played yet stands in the room's stream, which the court follows from the booking on.</summary>
    public string Events => Room is not null && IsCourt && State is AuthorizationState.Scheduled or AuthorizationState.UnderReview
        ? $"/events?stream={Authorization.Stream}&stream={Room!.Stream}"
        : $"/events?stream={Authorization.Stream}";

    public bool MayAccept => State == AuthorizationState.MaterialCheck && Standing.HasFlag(Standing.CourtJudge);

    public Refusal? FirstFailure => Checks.Select(check => check.Refusal).FirstOrDefault(refusal => refusal is not null);
}
