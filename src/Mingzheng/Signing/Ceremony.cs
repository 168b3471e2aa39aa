using Mingzheng.Objects;

namespace Mingzheng.Signing;

/// <summary>
/// One signature by one person on one document: from the key made on the person's device to the timestamped revision. A broken-off
/// ceremony is void and stays in the books (TV-13); the repeat has a key of its own.
/// </summary>
public sealed class Ceremony
{
    const string NameColumn = "ceremonies.name";
    const string CertificateColumn = "ceremonies.certificate";

    public required Guid Id { get; init; }

    public required Guid DocumentId { get; init; }

    public Guid? RoomId { get; init; }

    /// <summary>Null for the court's own seal.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>"principal", "agent", "judge", "court".</summary>
    public required string Role { get; init; }

    /// <summary>Sealed under the case's key.</summary>
    public required byte[] Name { get; init; }

    /// <summary>The revision that was signed.</summary>
    public required string DocumentSha256 { get; init; }

    /// <summary>SHA-256 of the signer's public key; no key signs twice.</summary>
    public required string KeySha256 { get; init; }

    /// <summary>The certificate names its holder: sealed under the case's key.</summary>
    public byte[]? Certificate { get; private set; }

    /// <summary>The issuing certificates, concatenated DER.</summary>
    public byte[]? Chain { get; private set; }

    public Guid? PreparedObjectId { get; private set; }

    public Guid? ReadingId { get; init; }

    public Guid? IdentityCheckId { get; init; }

    /// <summary>"device" for a key made in the browser, "court-seal" for the court's own.</summary>
    public required string Method { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public DateTimeOffset? StampedAt { get; private set; }

    /// <summary>The digest of the revision that this signature made.</summary>
    public string? SignedSha256 { get; private set; }

    public DateTimeOffset? VoidAt { get; private set; }

    public string? VoidWhy { get; private set; }

    public bool IsUnderWay => CompletedAt is null && VoidAt is null;

    public bool IsDone => CompletedAt is not null && VoidAt is null;

    public static byte[] SealName(DataKey key, string name) => key.Seal(NameColumn, name);

    public string NameUnder(DataKey key) => key.Open(NameColumn, Name);

    /// <summary>A certificate as this row keeps it.</summary>
    public static byte[] SealCertificate(DataKey key, byte[] certificate) => key.SealBytes(CertificateColumn, certificate);

    /// <summary>DER; only of a ceremony that is prepared.</summary>
    public byte[] CertificateUnder(DataKey key) => key.OpenBytes(CertificateColumn, Certificate!);

    /// <param name="certificate">Sealed.</param>
    public void Prepare(byte[] certificate, byte[] chain, Guid preparedObject) =>
        (Certificate, Chain, PreparedObjectId) = (certificate, chain, preparedObject);

    public void Complete(string signedSha256, DateTimeOffset now) =>
        (SignedSha256, CompletedAt, StampedAt) = (signedSha256, now, now);

    public void Void(string why, DateTimeOffset now) => (VoidAt, VoidWhy) = (now, why);
}
