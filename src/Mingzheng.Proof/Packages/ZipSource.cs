using System.IO.Compression;

namespace Mingzheng.Proof.Packages;

/// <summary>A package as one zip file.</summary>
sealed class ZipSource : PackageSource
{
    /// <summary>Far above what text compresses to, far below what a zip bomb needs.</summary>
    const long MaximumRatio = 200;
    const long AlwaysAllowed = 1 << 20;

    readonly ZipArchive archive;
    readonly Dictionary<string, ZipArchiveEntry> entries = [];

    internal ZipSource(Stream zip)
    {
        archive = new ZipArchive(zip, ZipArchiveMode.Read);
        if (archive.Entries.Count > MaximumFiles)
        {
            throw new InvalidDataException("The zip file holds too many files.");
        }

        foreach (var entry in archive.Entries.Where(entry => !IsFolder(entry)))
        {
            if (!entries.TryAdd(entry.FullName, entry))
            {
                throw new InvalidDataException($"{entry.FullName} stands twice in the zip file.");
            }
        }

        Paths = [.. entries.Keys];
    }

    internal override IReadOnlyList<string> Paths { get; }

    internal override Stream Open(string path)
    {
        var entry = entries[path];
        if (entry.Length > AlwaysAllowed && entry.Length / MaximumRatio > entry.CompressedLength)
        {
            throw new InvalidDataException($"{path} would inflate to {entry.Length} bytes.");
        }

        // The inflating stream does not hold the file to the length that it declares.
        return new BoundedStream(entry.Open(), entry.Length);
    }

    public override void Dispose() => archive.Dispose();

    static bool IsFolder(ZipArchiveEntry entry) => entry.FullName.EndsWith('/') && entry.Length == 0;
}
