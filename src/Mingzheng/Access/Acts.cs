using static Mingzheng.Access.Standing;

namespace Mingzheng.Access;

/// <summary>
/// The table of all acts: name, what is touched, who may. Reading this page is reading who may do what in the whole court.
/// </summary>
public static class Acts
{
    /// <summary>The scope of acts that touch no single thing.</summary>
    public const string Installation = "installation";

    // Open to everyone
    public static readonly Act SeeWelcome = new("welcome.see", Installation, Anyone);
    public static readonly Act ReadGuide = new("guide.read", Installation, Anyone);
    public static readonly Act CheckHealth = new("health.check", Installation, Anyone);
    public static readonly Act ReadLog = new("log.read", Installation, Anyone);
    public static readonly Act ReadTrustAnchors = new("trust.read", Installation, Anyone);
    public static readonly Act ReadInterface = new("interface.read", Installation, Anyone);
    public static readonly Act VerifyPublicly = new("verify", Installation, Anyone);
    public static readonly Act ChooseLanguage = new("language.choose", Installation, Anyone);
    public static readonly Act SignIn = new("sign-in", Installation, Anyone);
    public static readonly Act UseDevelopment = new("development.use", Installation, Anyone);

    // A signed-in person
    public static readonly Act SignOut = new("sign-out", Installation, SignedIn);
    public static readonly Act FollowStreams = new("streams.follow", Installation, SignedIn);
    public static readonly Act SeeOwnDesk = new("desk.see", Installation, SignedIn);
    public static readonly Act ProveIdentity = new("identity.prove", Installation, SignedIn);
    public static readonly Act ConfirmLicence = new("licence.confirm", Installation, SignedIn);

    // A case
    public static readonly Act SeeCase = new("case.see", "case", Party | Agent | CourtJudge | Clerk);
    public static readonly Act FileSettlement = new("case.file-settlement", "case", Party | Agent);

    // A room
    public static readonly Act EnterRoom = new("room.enter", "room", Principal | Agent | Judge);
    public static readonly Act LeadRoom = new("room.lead", "room", Judge);
    public static readonly Act AnswerInRoom = new("room.answer", "room", Principal | Agent | Judge);
    public static readonly Act ProveIdentityInRoom = new("room.prove-identity", "room", Principal | Agent | Judge);
    public static readonly Act ReadInRoom = new("room.read", "room", Principal | Agent);
    public static readonly Act SignInRoom = new("room.sign", "room", Principal | Agent | Judge);
    public static readonly Act RequestCorrection = new("room.request-correction", "room", Principal | Agent | Judge);
    public static readonly Act SeeRoomDocument = new("room.see-document", "room", Principal | Agent | Judge | Clerk | CourtJudge);
    public static readonly Act ReportMedia = new("media.report", "media", MediaNode);

    // An authorization
    public static readonly Act ApplyForWitnessing = new("authorization.apply", Installation, SignedIn);
    public static readonly Act SeeAuthorization = new("authorization.see", "authorization", Principal | Agent | Judge | CourtJudge | Clerk);
    public static readonly Act GiveMaterial = new("authorization.give-material", "authorization", Principal | Agent);
    public static readonly Act JoinAsAgent = new("authorization.join", "authorization", Agent);
    public static readonly Act AcceptAuthorization = new("authorization.accept", "authorization", CourtJudge);
    public static readonly Act BookMeeting = new("authorization.book", "authorization", Principal | Agent | Judge);
    public static readonly Act DeclareUrgent = new("authorization.declare-urgent", "authorization", Judge);
    public static readonly Act ReviewAuthorization = new("authorization.review", "authorization", Judge);
    public static readonly Act PlayRecording = new("authorization.play-recording", "authorization", Judge);
    public static readonly Act TakeRecordingKey = new("authorization.take-recording-key", "authorization", Principal | Judge | CourtJudge | Clerk);
    public static readonly Act ExportPackage = new("authorization.export", "authorization", Principal | Agent | Judge | CourtJudge | Clerk);
}
