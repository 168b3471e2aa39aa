namespace Mingzheng.Witnessing.Texts;

/// <summary>What happened in a witnessing session (witnessing rules 12). Instants; the document prints Beijing time.</summary>
/// <param name="Language">The party's language; questions asked in it are printed beside the Chinese.</param>
/// <param name="SessionNumber">The number by which the court and the recording name the session.</param>
/// <param name="PrincipalTimeZone">Time zone id declared by the principal (tz database), for the principal's own time.</param>
/// <param name="Drafted">When the record was written: the meeting goes on, for those present still sign it.</param>
public sealed record RecordFacts(
    string Language,
    PrintedCase Case,
    string SessionNumber,
    Bilingual Room,
    DateTimeOffset Opened,
    DateTimeOffset Drafted,
    string PrincipalTimeZone,
    string Judge,
    string? Clerk,
    IReadOnlyList<ParticipantFacts> Participants,
    IReadOnlyList<NoticeFacts> Notices,
    IReadOnlyList<AnswerFacts> Answers,
    IReadOnlyList<ReadingFacts> Readings,
    IReadOnlyList<PowerConfirmationFacts> Confirmations,
    IReadOnlyList<SignedDocumentFacts> Documents,
    IReadOnlyList<InterruptionFacts> Interruptions,
    IReadOnlyList<HappeningFacts> Happenings,
    IReadOnlyList<CorrectionFacts> Corrections,
    IReadOnlyList<SignerFacts> Signers);

/// <param name="Identity">How the identity was checked and with what result, in Chinese.</param>
public sealed record ParticipantFacts(Bilingual Role, string Name, string Whereabouts, Bilingual Identity, DateTimeOffset Joined);

/// <param name="Sha256">Digest of the legal text that was shown.</param>
public sealed record NoticeFacts(string Title, string ToldTo, string Version, string Sha256, DateTimeOffset At);

/// <param name="Id">Number of the question, such as Q-7.</param>
/// <param name="Question">The question as shown, in Chinese and in the party's language.</param>
/// <param name="Answer">As given; null when asked alone, for the agent reads and signs the record (AW-27).</param>
/// <param name="Sha256">Digest of the answer as the court keeps it, sealed.</param>
/// <param name="Recorded">Position in the recording.</param>
/// <param name="Replaced">When the answer no longer counted, for the question was asked again; null while it counts.</param>
public sealed record AnswerFacts(
    string Id, Bilingual Question, string AnsweredBy, string? Answer, string Sha256, DateTimeOffset At, TimeSpan Recorded,
    DateTimeOffset? Replaced = null);

/// <param name="Begun">Position in the recording.</param>
/// <param name="Ended">Position in the recording.</param>
public sealed record ReadingFacts(string Document, string Reader, string Sha256, TimeSpan Begun, TimeSpan Ended);

/// <param name="Replaced">When the answer no longer counted, for the text changed or the question was asked again.</param>
public sealed record PowerConfirmationFacts(
    string Code, Bilingual Power, string Agent, bool Agreed, DateTimeOffset At, DateTimeOffset? Replaced = null);

/// <param name="Sha256">Digest of the document as it was when the last person named here had signed.</param>
public sealed record SignedDocumentFacts(string Document, string Sha256, IReadOnlyList<SignatureFacts> Signatures);

public sealed record SignatureFacts(string Signer, DateTimeOffset At);

public sealed record InterruptionFacts(DateTimeOffset From, DateTimeOffset? Until, Bilingual Reason);

/// <summary>What else happened: somebody was asked outside, a signature became void, a text was changed.</summary>
public sealed record HappeningFacts(DateTimeOffset At, Bilingual What);

/// <summary>What somebody asked to have corrected or added, word for word (CPL 150).</summary>
/// <param name="Version">Of the record that the request was about; it is superseded by the one that prints the request.</param>
/// <param name="Sha256">Digest of that version.</param>
public sealed record CorrectionFacts(string AskedBy, DateTimeOffset At, string Text, int Version, string Sha256);

/// <summary>A place to sign at the end of a document.</summary>
/// <param name="Slot">The anchor is <c>signature:SLOT</c>, for instance <c>signature:principal</c>.</param>
/// <param name="Label">Such as 委托人.</param>
public sealed record SignerFacts(string Slot, Bilingual Label, string Name);
