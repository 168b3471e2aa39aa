namespace Mingzheng.Objects;

/// <summary>Writes that survive a power cut: bytes are flushed to the disk before anybody is told.</summary>
static class DurableFile
{
    public static void Write(string path, byte[] bytes)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }
}
