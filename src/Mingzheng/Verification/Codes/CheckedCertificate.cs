namespace Mingzheng.Verification.Codes;

/// <summary>What anybody who holds the code of a certificate may know (AW-32): no name, no number of a person.</summary>
/// <param name="Court">The court's name; <paramref name="CourtEn"/> in English.</param>
/// <param name="Until">When it runs out by itself; null when it has no term.</param>
/// <param name="Ended">When it was ended earlier.</param>
/// <param name="Log">The newest checkpoint of the log, as signed; null before the first.</param>
public sealed record CheckedCertificate(
    string Court, string CourtEn, string CaseNumber, string Number, Validity Validity, DateTimeOffset Since, DateTimeOffset? Until,
    DateTimeOffset? Ended, IReadOnlyList<CheckedDocument> Documents, string LogOrigin, long? LogSize, string? Checkpoint);

/// <param name="Position">Of its entry in the log; null for the moment until the entry has one.</param>
public sealed record CheckedDocument(string Kind, string Sha256, DateTimeOffset CompletedAt, long? Position);

public enum Validity
{
    InEffect,
    Expired,
    Ended,
}
