using System.IO.Compression;

namespace Mingzheng.Proof.Packages;

/// <summary>A package as one zip file.</summary>
sealed class ZipSource : PackageSource
{
    /// <summary>Far above what text compresses to, far below what a zip bomb needs.</summary>
    const long MaximumRatio = 200;
    const long AlwaysAllowed = 1 << 20;

    /// <summary>All parts together, beside <see cref="MaximumGrowth"/> times the zip: the entries and many small texts at their best.</summary>
    const long MaximumTotal = 256L << 20;
    const long MaximumGrowth = 4;

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
        RefuseBombs(zip.Length);
    }

    internal override IReadOnlyList<string> Paths { get; }

    internal override bool Has(string path) => entries.ContainsKey(path);

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

    /// <summary>
    /// Thousands of names may lead to the same compressed bytes: a small zip would then cost what a large one costs. Parts that lie beside
    /// each other never need more room than the zip has.
    /// </summary>
    void RefuseBombs(long zip)
    {
        var (stored, inflated) = (0L, 0L);
        foreach (var entry in entries.Values)
        {
            stored += entry.CompressedLength;
            inflated += entry.Length;
            if (stored < 0 || stored > zip)
            {
                throw new InvalidDataException("Files of the zip file lie over each other.");
            }

            if (inflated < 0 || inflated > MaximumTotal + MaximumGrowth * zip)
            {
                throw new InvalidDataException($"The zip file would inflate to more than {MaximumTotal + MaximumGrowth * zip} bytes.");
            }
        }
    }

    static bool IsFolder(ZipArchiveEntry entry) => entry.FullName.EndsWith('/') && entry.Length == 0;
}
