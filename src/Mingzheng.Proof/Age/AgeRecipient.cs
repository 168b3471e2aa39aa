using Mingzheng.Proof.Crypto;

namespace Mingzheng.Proof.Age;

/// <summary>Whoever may open an age file: an X25519 public key, written "age1...".</summary>
public sealed class AgeRecipient : IEquatable<AgeRecipient>
{
    const string Prefix = "age";

    readonly byte[] publicKey;

    internal AgeRecipient(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != X25519Key.Size)
        {
            throw new FormatException("An age recipient holds 32 bytes.");
        }

        this.publicKey = publicKey.ToArray();
    }

    internal ReadOnlySpan<byte> PublicKey => publicKey;

    /// <summary>Throws <see cref="FormatException"/> for anything but an X25519 recipient.</summary>
    public static AgeRecipient Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new AgeRecipient(Bech32.Decode(Prefix, text.Trim()));
    }

    public override string ToString() => Bech32.Encode(Prefix, publicKey);

    public bool Equals(AgeRecipient? other) => other is not null && publicKey.AsSpan().SequenceEqual(other.publicKey);

    public override bool Equals(object? obj) => Equals(obj as AgeRecipient);

    public override int GetHashCode() => BitConverter.ToInt32(publicKey);
}
