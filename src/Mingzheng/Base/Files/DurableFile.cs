using System.Security.Cryptography;

namespace Mingzheng.Base.Files;

/// <summary>Whole files that are either there with all their bytes or not there at all, also after a power cut.</summary>
static class DurableFile
{
    public const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Takes the place of a file of that name.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var draft = path + ".partial";
        WriteDraft(draft, FileMode.Create, content);
        File.Move(draft, path, overwrite: true);
        Posix.SyncFolder(FolderOf(path));
    }

    /// <summary>Leaves a file of that name as it is: of several who write it at once the first wins, and all find the winner's bytes.</summary>
    public static void WriteUnlessThere(string path, ReadOnlySpan<byte> content)
    {
        var draft = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        WriteDraft(draft, FileMode.CreateNew, content);
        TryName(draft, path);
    }

    /// <summary>Gives a file whose bytes are already flushed its name.</summary>
    /// <exception cref="IOException">The name is taken.</exception>
    public static void Move(string draft, string path)
    {
        if (!TryName(draft, path))
        {
            throw new IOException($"There is a file {path} already.");
        }
    }

    public static void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
            Posix.SyncFolder(FolderOf(path));
        }
    }

    /// <summary>Creates the folder for its owner alone; folders created on the way are durable too.</summary>
    public static void CreateFolder(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            return;
        }
        var parent = Path.GetDirectoryName(full)!;
        CreateFolder(parent);
        Directory.CreateDirectory(full, OwnerFolder);
        Posix.SyncFolder(parent);
    }

    /// <summary>The draft is gone in any case: it may be a key.</summary>
    /// <returns>False when the name is taken.</returns>
    static bool TryName(string draft, string path)
    {
        bool isFree;
        try
        {
            isFree = Posix.Link(draft, path);
        }
        finally
        {
            File.Delete(draft);
        }

        Posix.SyncFolder(FolderOf(path));
        return isFree;
    }

    static void WriteDraft(string draft, FileMode mode, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(draft, new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            BufferSize = 0,
            UnixCreateMode = OwnerFile,
        });
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;
}
