namespace Mingzheng.Witnessing.Texts;

/// <summary>The people who sign the documents of a witnessing, with the slots that the templates keep for them.</summary>
public static class Signatories
{
    public const string PrincipalSlot = "principal";
    public const string JudgeSlot = "judge";
    public const string ClerkSlot = "clerk";

    public static SignerFacts Principal(string name, string language) =>
        new(PrincipalSlot, Bilingual.For(language, "委托人", "委託人", "Principal"), name);

    /// <summary>Slot <c>agent</c> for the first agent, <c>agent-2</c> for the second.</summary>
    public static SignerFacts Agent(int index, string name, string language) =>
        new(index == 0 ? "agent" : $"agent-{index + 1}", Bilingual.For(language, "代理人", "代理人", "Agent"), name);

    public static SignerFacts Judge(string name, string language) =>
        new(JudgeSlot, Bilingual.For(language, "见证法官", "見證法官", "Witnessing judge"), name);

    public static SignerFacts Clerk(string name, string language) =>
        new(ClerkSlot, Bilingual.For(language, "书记员", "書記員", "Clerk"), name);
}
