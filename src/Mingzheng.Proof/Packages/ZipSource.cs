using System.IO.Compression;

namespace Mingzheng.Proof.Packages;

/// <summary>A package as one zip file.</summary>
internal sealed class ZipSource : PackageSource
{
    /// <summary>Far above what text compresses to, far below what a zip bomb needs.</summary>
    private const long MaximumRatio = 200;
    private const long AlwaysAllowed = 1 << 20;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];

    internal ZipSource(Stream zip)
    {
        _archive = new ZipArchive(zip, ZipArchiveMode.Read);
        if (_archive.Entries.Count > MaximumFiles)
        {
            throw new InvalidDataException("The zip file holds too many files.");
        }

        foreach (var entry in _archive.Entries.Where(entry => !IsFolder(entry)))
        {
            if (!_entries.TryAdd(entry.FullName, entry))
            {
                throw new InvalidDataException($"{entry.FullName} stands twice in the zip file.");
            }
        }

        Paths = [.. _entries.Keys];
    }

    internal override IReadOnlyList<string> Paths { get; }

    internal override Stream Open(string path)
    {
        var entry = _entries[path];
        if (entry.Length > AlwaysAllowed && entry.Length / MaximumRatio > entry.CompressedLength)
        {
            throw new InvalidDataException($"{path} would inflate to {entry.Length} bytes.");
        }

        // The inflating stream does not hold the file to the length that it declares.
        return new BoundedStream(entry.Open(), entry.Length);
    }

    public override void Dispose() => _archive.Dispose();

    private static bool IsFolder(ZipArchiveEntry entry) => entry.FullName.EndsWith('/') && entry.Length == 0;
}
