namespace Mingzheng.Identity.KeyRing;

/// <summary>A data protection key as the framework writes it; its secret part is encrypted, see <see cref="CourtKeyEncryptor"/>.</summary>
public sealed class KeyRingEntry
{
    public required string Id { get; init; }

    public required string Xml { get; init; }
}
