namespace Mingzheng.Witnessing.Texts;

/// <summary>Everything a power of attorney says (witnessing rules 7.1).</summary>
/// <param name="Language">The party's language; other than zh-Hans, a translation for reference stands beside the Chinese.</param>
/// <param name="Agents">One or two (V-1).</param>
/// <param name="Stages">Stages of the proceedings: first-instance, second-instance, retrial, enforcement, preservation, mediation, appraisal, bankruptcy.</param>
/// <param name="ExcludedAdmissions">Facts the agent may not admit (7.3), in the party's own words.</param>
/// <param name="AgentMayReceiveService">7.4; when false the sentence of refusal is printed.</param>
/// <param name="TermEnd">Last day; null means the end of the named stages.</param>
/// <param name="Judge">The judge who witnesses and signs.</param>
/// <param name="Date">Legal date of signature (Beijing).</param>
public sealed record PowerOfAttorneyFacts(
    string Language,
    PrintedCase Case,
    PrincipalFacts Principal,
    IReadOnlyList<PrintedAgent> Agents,
    IReadOnlyList<string> Stages,
    string? ExcludedAdmissions,
    bool AgentMayReceiveService,
    DateOnly? TermEnd,
    bool Subdelegation,
    Bilingual Place,
    DateOnly Date,
    string Judge);
