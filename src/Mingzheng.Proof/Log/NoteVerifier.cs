using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mingzheng.Proof.Crypto;

namespace Mingzheng.Proof.Log;

/// <summary>How a line of a signed note was made (C2SP signed-note, "Signature types").</summary>
public enum NoteAlgorithm : byte
{
    Ed25519 = 0x01,

    /// <summary>A witness's dated cosignature of a checkpoint (C2SP tlog-cosignature).</summary>
    CosignatureV1 = 0x04,
}

/// <summary>A named public key that checks signed notes, written "name+hash+base64" (a "vkey").</summary>
public sealed class NoteVerifier
{
    const int TimeSize = 8;

    readonly byte[] publicKey;

    public NoteVerifier(string name, NoteAlgorithm algorithm, ReadOnlySpan<byte> publicKey)
    {
        if (!IsName(name))
        {
            throw new FormatException("The name of a note key holds no space and no plus sign.");
        }

        if (publicKey.Length != Ed25519Key.PublicKeySize)
        {
            throw new FormatException("A note key holds 32 bytes.");
        }

        Name = name;
        Algorithm = algorithm;
        this.publicKey = publicKey.ToArray();
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(
            SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)algorithm, .. publicKey]));
    }

    public string Name { get; }

    public NoteAlgorithm Algorithm { get; }

    /// <summary>Four bytes of hash over name and key: a hint that finds the line, never a proof.</summary>
    public uint KeyId { get; }

    public ReadOnlySpan<byte> PublicKey => publicKey;

    /// <summary>Reads a vkey. Throws <see cref="FormatException"/> when it is mistyped or of an unknown kind.</summary>
    public static NoteVerifier Parse(string vkey)
    {
        var parts = vkey.Trim().Split('+', 3);
        if (parts.Length != 3 || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
        {
            throw new FormatException("A log key has the form name+hash+base64.");
        }

        var key = Convert.FromBase64String(parts[2]);
        if (key.Length != 1 + Ed25519Key.PublicKeySize
            || (NoteAlgorithm)key[0] is not (NoteAlgorithm.Ed25519 or NoteAlgorithm.CosignatureV1))
        {
            throw new FormatException("The log key is of an unknown kind.");
        }

        var verifier = new NoteVerifier(parts[0], (NoteAlgorithm)key[0], key.AsSpan(1));
        return verifier.KeyId == id && verifier.ToString() == vkey.Trim() ? verifier : throw new FormatException("The log key is mistyped: its hash does not match.");
    }

    public override string ToString() =>
        $"{Name}+{KeyId:x8}+{Convert.ToBase64String([(byte)Algorithm, .. publicKey])}";

    internal bool Verify(string text, ReadOnlySpan<byte> signature) => Algorithm switch
    {
        NoteAlgorithm.Ed25519 => Ed25519Key.Verify(publicKey, Encoding.UTF8.GetBytes(text), signature),
        NoteAlgorithm.CosignatureV1 => signature.Length > TimeSize
            && Ed25519Key.Verify(publicKey, CosignedMessage(text, TimeOf(signature)), signature[TimeSize..]),
        _ => false,
    };

    internal static bool IsName(string name) =>
        name.Length > 0 && !name.Contains('+') && !name.Any(char.IsWhiteSpace) && !name.Any(char.IsControl);

    /// <summary>Seconds since 1970 at the start of a cosignature.</summary>
    internal static long TimeOf(ReadOnlySpan<byte> cosignature) => BinaryPrimitives.ReadInt64BigEndian(cosignature);

    static byte[] CosignedMessage(string text, long time) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {time}\n{text}"));
}
