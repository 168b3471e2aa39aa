namespace Mingzheng.Rooms.Screen;

/// <summary>
/// Whose picture is large. The judge compares faces and papers by eye (witnessing rules 8.2, step 2) and so sees whoever the step is about;
/// everybody else sees the judge. Nobody sees oneself large.
/// </summary>
public static class LargePicture
{
    /// <param name="signer">Who signs next in a step of signing; null when it is none, or all have signed.</param>
    public static RoomRole For(RoomRole viewer, ProcedureStep? step, RoomRole? signer) => viewer != RoomRole.Judge
        ? RoomRole.Judge
        : step switch
        {
            IdentityStep identity => identity.Of,
            QuestionsStep questions => questions.Of,
            ReadingStep reading => reading.Reader,
            SigningStep when signer is { } next and not RoomRole.Judge => next,
            _ => RoomRole.Principal,
        };
}
