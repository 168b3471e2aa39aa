using System.Globalization;

namespace Mingzheng.Proof.Log;

/// <summary>
/// What a log commits to (C2SP tlog-checkpoint): its name, how many entries it has, and the root over them. As the text
/// of a <see cref="SignedNote"/> it is the log's promise.
/// </summary>
/// <param name="Origin">The log's unique name, without scheme, for example "court.example/log".</param>
/// <param name="Size">Leaves in the tree.</param>
/// <param name="Root">The 32-byte root.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>Reads the text of a note. Throws <see cref="FormatException"/>; extension lines are allowed and ignored.</summary>
    public static Checkpoint Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < 4 || lines[0].Length == 0 || lines[^1].Length > 0 || lines.AsSpan(3, lines.Length - 4).Contains(""))
        {
            throw new FormatException("A checkpoint has the lines origin, size and root.");
        }

        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size.ToString(CultureInfo.InvariantCulture) != lines[1])
        {
            throw new FormatException("The size of the checkpoint is not a plain number.");
        }

        var root = Convert.FromBase64String(lines[2]);
        return root.Length == LogHash.Size && Convert.ToBase64String(root) == lines[2]
            ? new Checkpoint(lines[0], size, root)
            : throw new FormatException("The root of the checkpoint is not 32 bytes in base64.");
    }

    /// <summary>The text to sign.</summary>
    public string ToText() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>The checkpoint in a note, if the log's key signed it and its origin is the key's name; null otherwise.</summary>
    public static Checkpoint? Open(SignedNote note, NoteVerifier log)
    {
        if (!note.IsSignedBy(log))
        {
            return null;
        }

        var checkpoint = Parse(note.Text);
        return checkpoint.Origin == log.Name ? checkpoint : null;
    }
}
