using System.Security.Cryptography;
using Mingzheng.Base;
using Mingzheng.Objects;

namespace Mingzheng.Witnessing;

/// <summary>
/// An authorization to be witnessed, from the application to its effect (AW 1.10). Each state is a fact with its instant and person; what
/// names people is sealed in <see cref="Facts"/>.
/// </summary>
public sealed class Authorization
{
    public const string FactsColumn = "authorizations.facts";
    const string CodeColumn = "authorizations.verification_code";

    public required Guid Id { get; init; }

    public required Guid CourtId { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>The party who gives the authority.</summary>
    public required Guid PartyId { get; init; }

    public required Guid PrincipalId { get; init; }

    /// <summary>The account of the lawyer, once the lawyer has joined.</summary>
    public Guid? AgentId { get; private set; }

    public required string AgentLicence { get; init; }

    /// <summary>"party" or "court" (AW-20).</summary>
    public required string Origin { get; init; }

    /// <summary>The legal basis: "XB6", "CPLI523", "courtPolicy" (witnessing rules 2).</summary>
    public required string Basis { get; init; }

    /// <summary><see cref="AuthorizationFacts"/> as JSON, sealed under the case's key.</summary>
    public byte[] Facts { get; set; } = [];

    /// <summary>
    /// Of the sealed bytes as the row holds them. Every entry of an act that writes <see cref="Facts"/> names it, and the one before, so that who
    /// has the keys and the database cannot put other facts there unseen (ACC-X-02).
    /// </summary>
    public string FactsSha256 => Convert.ToHexStringLower(SHA256.HashData(Facts));

    /// <summary>The language of the party's translations: "zh-Hans", "zh-Hant", "en".</summary>
    public required string Language { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public DateTimeOffset? AgentJoinedAt { get; private set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    public Guid? CheckedBy { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public Guid? AcceptedBy { get; private set; }

    /// <summary>The court lets the meeting be held without the usual working day in between (witnessing rules 18).</summary>
    public bool Urgent { get; private set; }

    public Guid? JudgeId { get; private set; }

    public DateTimeOffset? BookedAt { get; private set; }

    public Guid? RoomId { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The judge stopped the meeting (witnessing rules 11). Nothing of it has effect; the principal may apply anew.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>One of the reasons in <see cref="WitnessingProcedure.StopReasons"/>.</summary>
    public string? StoppedWhy { get; private set; }

    /// <summary>The judge's words, sealed under the case's key.</summary>
    public byte[]? StopNote { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    public Guid? ApprovedBy { get; private set; }

    public string? CertificateNumber { get; private set; }

    /// <summary>Keyed hash of the code on the certificate, for the public check (AW-32).</summary>
    public byte[]? VerificationCodeHash { get; private set; }

    /// <summary>The code itself, sealed under the case's key.</summary>
    public byte[]? VerificationCode { get; private set; }

    public string Stream => StreamOf(Id);

    public AuthorizationState State => this switch
    {
        { ApprovedAt: not null } => AuthorizationState.Approved,
        { StoppedAt: not null } => AuthorizationState.Stopped,
        { ClosedAt: not null } => AuthorizationState.UnderReview,
        { BookedAt: not null } => AuthorizationState.Scheduled,
        { AcceptedAt: not null } => AuthorizationState.Accepted,
        { AgentJoinedAt: not null } => AuthorizationState.MaterialCheck,
        _ => AuthorizationState.Submitted,
    };

    public static string StreamOf(Guid id) => $"authorization:{id:D}";

    public static byte[] SealCode(DataKey key, string code) => key.Seal(CodeColumn, code);

    /// <summary>The code in clear; null before the approval.</summary>
    public string? CodeUnder(DataKey key) => VerificationCode is null ? null : key.Open(CodeColumn, VerificationCode);

    public void Join(Guid agent, DateTimeOffset now)
    {
        RefuseUnless(AuthorizationState.Submitted);
        (AgentId, AgentJoinedAt) = (agent, now);
    }

    public void Accept(Guid judge, bool urgent, DateTimeOffset now)
    {
        RefuseUnless(AuthorizationState.MaterialCheck);
        (CheckedAt, CheckedBy, AcceptedAt, AcceptedBy, JudgeId, Urgent) = (now, judge, now, judge, judge, urgent);
    }

    /// <returns>False when it was said before.</returns>
    public bool DeclareUrgent()
    {
        Refuse.If(State == AuthorizationState.Scheduled ? null : Objection(AuthorizationState.Accepted));
        var isNew = !Urgent;
        Urgent = true;
        return isNew;
    }

    public void Book(Guid room, DateTimeOffset now)
    {
        RefuseUnless(AuthorizationState.Accepted);
        (RoomId, BookedAt) = (room, now);
    }

    public void Close(DateTimeOffset now)
    {
        RefuseUnless(AuthorizationState.Scheduled);
        ClosedAt = now;
    }

    public void Stop(string why, byte[] sealedNote, DateTimeOffset now)
    {
        RefuseUnless(AuthorizationState.Scheduled);
        (StoppedAt, StoppedWhy, StopNote) = (now, why, sealedNote);
    }

    public void Approve(Guid judge, string certificateNumber, byte[] codeHash, byte[] sealedCode, DateTimeOffset now)
    {
        RefuseUnless(AuthorizationState.UnderReview);
        (ApprovedAt, ApprovedBy) = (now, judge);
        (CertificateNumber, VerificationCodeHash, VerificationCode) = (certificateNumber, codeHash, sealedCode);
    }

    /// <summary>Only the listed order is legal (AW 1.10).</summary>
    public void RefuseUnless(AuthorizationState state) => Refuse.If(Objection(state));

    Refusal? Objection(AuthorizationState state) => State == state
        ? null
        : new Refusal("WRONG_STATE", "AW-1.10", $"state.{State}", $"state.{state}") { Status = StatusCodes.Status409Conflict };
}

/// <summary>Where an authorization stands (AW 1.10).</summary>
public enum AuthorizationState
{
    Submitted,
    MaterialCheck,
    Accepted,
    Scheduled,
    UnderReview,
    Approved,
    Stopped,
}
