namespace Mingzheng.Witnessing.Texts;

/// <summary>The people who sign the documents of a witnessing, with the slots that the templates keep for them.</summary>
public static class Signatories
{
    public const string PrincipalSlot = "principal";
    public const string JudgeSlot = "judge";
    public const string ClerkSlot = "clerk";

    public static SignerFacts Principal(string name, string language) =>
        new(PrincipalSlot, new Bilingual("委托人", language == "en" ? "Principal" : "委託人"), name);

    /// <summary>Slot <c>agent</c> for the first agent, <c>agent-2</c> for the second.</summary>
    public static SignerFacts Agent(int index, string name, string language) =>
        new(index == 0 ? "agent" : $"agent-{index + 1}", new Bilingual("代理人", language == "en" ? "Agent" : "代理人"), name);

    public static SignerFacts Judge(string name, string language) =>
        new(JudgeSlot, new Bilingual("见证法官", language == "en" ? "Witnessing judge" : "見證法官"), name);

    public static SignerFacts Clerk(string name, string language) =>
        new(ClerkSlot, new Bilingual("书记员", language == "en" ? "Clerk" : "書記員"), name);
}
