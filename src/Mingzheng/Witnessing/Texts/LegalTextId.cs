namespace Mingzheng.Witnessing.Texts;

/// <summary>The legal texts of a witnessing. Each is a folder of versions under <c>Data</c>.</summary>
public static class LegalTextId
{
    /// <summary>Rules for the use of the platform, ten topics (AW-19).</summary>
    public const string PlatformRules = "platform-rules";

    /// <summary>Consents: online-step, recording, sensitive-data, electronic-service, electronic-service-judgments.</summary>
    public const string Consents = "consents";

    /// <summary>The separate consent to the comparison of a face, shown before the first picture (PIPL 17, 29, 30).</summary>
    public const string IdentityConsent = "identity-consent";

    /// <summary>What a lawyer declares who takes a matter on, one clause for each bar (witnessing rules 6).</summary>
    public const string AgentDeclarations = "agent-declarations";

    public const string RightsNotice = "rights-notice";
    public const string PrincipalCommitment = "principal-commitment";
    public const string AgentCommitment = "agent-commitment";
    public const string JudgeOpening = "judge-opening";

    /// <summary>Closing words; one clause for each result: witnessed, refused, suspended.</summary>
    public const string JudgeClosing = "judge-closing";

    public const string QuestionScript = "question-script";

    /// <summary>What the judge compares: an answer in free words with the text that is signed.</summary>
    public const string TextComparison = "text-comparison";

    /// <summary>Plain explanations: general, special, and one clause for each power.</summary>
    public const string Powers = "powers";

    /// <summary>Wording of the power of attorney.</summary>
    public const string PowerOfAttorney = "power-of-attorney";

    public const string Record = "record";
    public const string Certificate = "certificate";
}
