namespace Mingzheng.Sandboxes;

/// <summary>The folder of the state that survives a restart, held by one process at a time: two would certify a key twice.</summary>
sealed class DataFolder : IDisposable
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    readonly FileStream claim;

    public DataFolder(SandboxOptions options)
    {
        Location = Path.GetFullPath(options.Data);
        Directory.CreateDirectory(Location);
        claim = new FileStream(PathOf("claim"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    public string Location { get; }

    public string PathOf(string name) => Path.Combine(Location, name);

    /// <summary>Writes a file that is either whole or absent after a crash, readable by its owner only.</summary>
    public void WriteSecret(string name, string text)
    {
        var unfinished = PathOf(name + ".new");
        var creation = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            creation.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(unfinished, creation))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, PathOf(name), overwrite: true);
    }

    public void Dispose() => claim.Dispose();
}
