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
}
