namespace Mingzheng.Rooms.Media;

/// <summary>Whole files that are either there with all their bytes or not there at all, also after a power cut.</summary>
internal static class DurableFile
{
    public const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var partial = path + ".partial";
        using (var file = new FileStream(partial, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            BufferSize = 0,
            UnixCreateMode = OwnerFile,
        }))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(partial, path, overwrite: true);
        Posix.SyncFolder(Path.GetDirectoryName(path)!);
    }

    public static void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
            Posix.SyncFolder(Path.GetDirectoryName(path)!);
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
}
