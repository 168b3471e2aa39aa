namespace Mingzheng.Objects;

/// <summary>What is known of an encrypted object. <see cref="Sha256"/> is of the clear bytes, <see cref="CipherSha256"/> of the age file.</summary>
public sealed class StoredObject
{
    public required Guid Id { get; init; }

    /// <summary>Whose data key protects it: "person:ID", "case:ID" or "room:ID".</summary>
    public required string Owner { get; init; }

    public required string MediaType { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    public required string CipherSha256 { get; init; }

    public required DateTimeOffset At { get; init; }
}
