using Mingzheng.Base.Files;

namespace Mingzheng.Documents;

/// <summary>
/// Where the socket of one engine lies. The lock beside it goes with the process that made it, however it ends: so the next one to start can
/// tell what a killed process left behind from what another one is using.
/// </summary>
sealed class TypesetterFolder : IDisposable
{
    const string Prefix = "mingzheng-typesetter-";
    const string SocketName = "socket";
    const string LockName = "held";

    readonly string path;
    readonly FileStream held;

    TypesetterFolder(string path)
    {
        this.path = path;
        held = Hold(path, new() { Mode = FileMode.CreateNew, UnixCreateMode = DurableFile.OwnerFile });
    }

    public string Socket => Path.Combine(path, SocketName);

    /// <summary>Only this account can enter a folder made this way, so nobody else can send or read documents.</summary>
    public static TypesetterFolder Create() => new(Directory.CreateTempSubdirectory(Prefix).FullName);

    /// <summary>
    /// Removes what processes that are gone left there. Everybody may write to the folder of temporary files, so no link is followed and nothing
    /// goes but what an engine has; a folder without a lock was made this moment, or by somebody else.
    /// </summary>
    /// <returns>How many folders.</returns>
    public static int RemoveLeftBehind(string among) => Directory.EnumerateDirectories(among, Prefix + "*").ToList().Count(TryRemove);

    public void Dispose()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        held.Dispose();
    }

    static bool TryRemove(string path)
    {
        try
        {
            if (new DirectoryInfo(path).LinkTarget is not null)
            {
                return false;
            }

            using var mine = Hold(path, new() { Mode = FileMode.Open });
            File.Delete(Path.Combine(path, SocketName));
            File.Delete(Path.Combine(path, LockName));
            Directory.Delete(path);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Somebody is at work in it, or it is none of ours.
            return false;
        }
    }

    static FileStream Hold(string path, FileStreamOptions how)
    {
        how.Access = FileAccess.ReadWrite;
        how.Share = FileShare.None;
        return new FileStream(Path.Combine(path, LockName), how);
    }
}
