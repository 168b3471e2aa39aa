using System.Text;

namespace Mingzheng.Tests.Hostile;

/// <summary>Looks for a mark in files: as it is, in base64 at each alignment, in hexadecimal.</summary>
sealed class FileTraces(string mark)
{
    const int Piece = 1024 * 1024;

    static readonly string[] Temporary = [Path.GetTempPath().TrimEnd('/'), "/tmp", "/var/tmp", "/dev/shm"];

    /// <summary>A second back: files are dated by a coarser clock than ours.</summary>
    readonly DateTime since = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-1);
    readonly int longest = FormsOf(mark).Max(form => form.Length);

    public IReadOnlyList<byte[]> Forms { get; } = [.. FormsOf(mark)];

    public IEnumerable<string> InTemporary() => Temporary.Distinct().Where(Directory.Exists).SelectMany(folder => In(folder, everything: false));

    /// <summary>The mark, its three base64 spellings (what stands before it moves it by nought, one or two bytes) and hexadecimal.</summary>
    static IEnumerable<byte[]> FormsOf(string mark)
    {
        var bytes = Encoding.ASCII.GetBytes(mark);
        yield return bytes;
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes));
        for (var shift = 0; shift < 3; shift++)
        {
            // The first and the last group depend on the neighbours; what lies between does not.
            var spelled = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            yield return Encoding.ASCII.GetBytes(spelled[4..^4]);
        }
    }

    /// <param name="everything">False: only what was written since this search was made; other programs' folders are large.</param>
    public IEnumerable<string> In(string folder, bool everything)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", options))
        {
            if (IsWorthReading(file, everything) && Holds(file))
            {
                yield return file.FullName;
            }
        }
    }

    /// <summary>A pipe or a socket has no length; whoever opened a pipe would wait for its other end.</summary>
    bool IsWorthReading(FileInfo file, bool everything)
    {
        try
        {
            return file.Length > 0 && (everything || file.LastWriteTimeUtc >= since);
        }
        catch (IOException)
        {
            return false;
        }
    }

    bool Holds(FileInfo file)
    {
        try
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var piece = new byte[Piece];
            var kept = 0;
            int read;
            while ((read = stream.ReadAtLeast(piece.AsSpan(kept), piece.Length - kept, throwOnEndOfStream: false)) > 0)
            {
                var here = piece.AsSpan(0, kept + read);
                foreach (var form in Forms)
                {
                    if (here.IndexOf(form) >= 0)
                    {
                        return true;
                    }
                }

                // A form that lies across the border is found in the next piece.
                kept = Math.Min(here.Length, longest - 1);
                here[^kept..].CopyTo(piece);
            }

            return false;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Somebody else's file, or one that went while we looked.
            return false;
        }
    }
}
