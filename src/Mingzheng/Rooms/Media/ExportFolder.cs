using Mingzheng.Base.Files;

namespace Mingzheng.Rooms.Media;

/// <summary>
/// The folder of one export on the memory file system, where clear tracks lie while a playable file is made. The lock beside it goes with the
/// process, however it ends: so the next one to start can tell what a killed process left behind from what another one is using.
/// </summary>
sealed class ExportFolder : IDisposable
{
    const string Prefix = "export-";
    const string LockSuffix = ".lock";

    readonly FileStream held;

    ExportFolder(string path)
    {
        Path = path;
        held = Hold(path + LockSuffix);
        Directory.CreateDirectory(path, DurableFile.OwnerFolder);
    }

    public string Path { get; }

    public static ExportFolder Create(string memory)
    {
        Directory.CreateDirectory(memory, DurableFile.OwnerFolder);
        return new ExportFolder(System.IO.Path.Combine(memory, Prefix + System.IO.Path.GetRandomFileName()));
    }

    /// <summary>Removes what processes that are gone left there.</summary>
    /// <returns>How many folders.</returns>
    public static int RemoveLeftBehind(string memory)
    {
        if (!Directory.Exists(memory))
        {
            return 0;
        }

        var names = Directory.EnumerateFileSystemEntries(memory, Prefix + "*")
            .Select(path => path.EndsWith(LockSuffix, StringComparison.Ordinal) ? path[..^LockSuffix.Length] : path).Distinct().ToList();
        return names.Count(TryRemove);
    }

    public void Dispose()
    {
        Remove(Path);
        held.Dispose();
    }

    static bool TryRemove(string path)
    {
        try
        {
            using var mine = Hold(path + LockSuffix);
            Remove(path);
            return true;
        }
        catch (IOException)
        {
            // Somebody holds it and is at work in it.
            return false;
        }
    }

    static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        File.Delete(path + LockSuffix);
    }

    static FileStream Hold(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        UnixCreateMode = DurableFile.OwnerFile,
    });
}
