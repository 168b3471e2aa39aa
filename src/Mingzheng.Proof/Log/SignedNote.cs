using System.Buffers.Binary;
using System.Text;

namespace Mingzheng.Proof.Log;

/// <summary>One signature line of a note: key name, key id, and the bytes after the id.</summary>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature);

/// <summary>A text with signature lines below it (C2SP signed-note).</summary>
public sealed class SignedNote
{
    const string LineStart = "\u2014 ";
    const int MaximumLength = 1_000_000;
    const int MaximumSignatures = 100;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        if (!text.EndsWith('\n') || text.Any(c => c != '\n' && char.IsControl(c)))
        {
            throw new FormatException("The text of a note ends with a line break and has no control characters.");
        }

        if (signatures.Count is 0 or > MaximumSignatures)
        {
            throw new FormatException("A note has between 1 and 100 signatures.");
        }

        Text = text;
        Signatures = signatures;
    }

    /// <summary>What is signed, with its final line break.</summary>
    public string Text { get; }

    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Throws <see cref="FormatException"/> for anything that is not a note; checks no signature.</summary>
    public static SignedNote Parse(ReadOnlySpan<byte> note)
    {
        try
        {
            return note.Length <= MaximumLength
                ? Parse(Strict.GetString(note))
                : throw new FormatException("The note is too long.");
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("The note is not UTF-8.");
        }
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static SignedNote Parse(string note)
    {
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !note.EndsWith('\n'))
        {
            throw new FormatException("The note has no signatures.");
        }

        var lines = note[(split + 2)..].Split('\n')[..^1];
        return new SignedNote(note[..(split + 1)], [.. lines.Select(ParseLine)]);
    }

    /// <summary>
    /// Whether this key signed the text. Lines of unknown keys are ignored, as the format demands; a broken line of this key
    /// makes the answer no.
    /// </summary>
    public bool IsSignedBy(NoteVerifier verifier)
    {
        var lines = LinesOf(verifier);
        return lines.Count > 0 && lines.All(line => verifier.Verify(Text, line.Signature));
    }

    /// <summary>When the witness behind this key cosigned, in seconds since 1970; null if it did not.</summary>
    public long? CosignedAt(NoteVerifier witness) =>
        witness.Algorithm == NoteAlgorithm.CosignatureV1 && IsSignedBy(witness)
            ? LinesOf(witness).Max(line => NoteVerifier.TimeOf(line.Signature))
            : null;

    /// <summary>The note as it travels.</summary>
    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var line in Signatures)
        {
            var id = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(id, line.KeyId);
            note.Append(LineStart).Append(line.Name).Append(' ')
                .Append(Convert.ToBase64String([.. id, .. line.Signature])).Append('\n');
        }

        return note.ToString();
    }

    static NoteSignature ParseLine(string line)
    {
        var parts = line.StartsWith(LineStart, StringComparison.Ordinal) ? line[LineStart.Length..].Split(' ') : [];
        if (parts.Length != 2 || !NoteVerifier.IsName(parts[0]))
        {
            throw new FormatException("A signature line of the note is malformed.");
        }

        var data = Convert.FromBase64String(parts[1]);
        return data.Length > 4
            ? new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(data), data[4..])
            : throw new FormatException("A signature line of the note is too short.");
    }

    List<NoteSignature> LinesOf(NoteVerifier verifier) =>
        [.. Signatures.Where(line => line.Name == verifier.Name && line.KeyId == verifier.KeyId)];
}
