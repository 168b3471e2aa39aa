using System.Security.Cryptography;
using Mingzheng.Proof.Crypto;

namespace Mingzheng.Proof.Age;

/// <summary>The secret that opens age files, written "AGE-SECRET-KEY-1...".</summary>
public sealed class AgeIdentity : IDisposable
{
    const string Prefix = "age-secret-key-";

    AgeIdentity(X25519Key key)
    {
        Key = key;
        Recipient = new AgeRecipient(key.PublicKey);
    }

    public AgeRecipient Recipient { get; }

    internal X25519Key Key { get; }

    public static AgeIdentity Generate() => new(X25519Key.Generate());

    /// <summary>Throws <see cref="FormatException"/> when the text is not an X25519 identity.</summary>
    public static AgeIdentity Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var raw = Bech32.Decode(Prefix, text.Trim());
        if (raw.Length != X25519Key.Size)
        {
            throw new FormatException("An age identity holds 32 bytes.");
        }

        var identity = new AgeIdentity(X25519Key.FromRaw(raw));
        CryptographicOperations.ZeroMemory(raw);
        return identity;
    }

    /// <summary>The secret itself, for a key file. Everything else shows <see cref="Recipient"/>.</summary>
    public string ExportSecret()
    {
        var raw = Key.ExportRaw();
        var text = Bech32.Encode(Prefix, raw).ToUpperInvariant();
        CryptographicOperations.ZeroMemory(raw);
        return text;
    }

    /// <summary>Names the identity without giving it away, so that a log line cannot leak a key.</summary>
    public override string ToString() => $"identity of {Recipient}";

    public void Dispose() => Key.Dispose();
}
