using System.Globalization;

namespace Mingzheng.Proof.Log;

/// <summary>
/// A file of up to 256 hashes that anyone may fetch and cache for ever (C2SP tlog-tiles, height 8): hashes of level
/// 8 * <paramref name="Level"/>, or for level <see cref="Entries"/> the entries themselves. A partial tile has fewer than 256.
/// </summary>
public readonly record struct LogTile(int Level, long Index, int Width)
{
    public const int FullWidth = 256;

    /// <summary>The level of entry bundles, "tile/entries/...".</summary>
    public const int Entries = -1;

    const int Height = 8;

    /// <summary>The nodes whose hashes, one after the other, are the tile. For a bundle: the leaves it holds.</summary>
    public IEnumerable<NodeId> Nodes
    {
        get
        {
            var level = Math.Max(Level, 0) * Height;
            var first = Index * FullWidth;
            return Enumerable.Range(0, Width).Select(offset => new NodeId(level, first + offset));
        }
    }

    /// <summary>The path under the log's address, for example "tile/0/x001/x234/067.p/8".</summary>
    public string Path
    {
        get
        {
            var level = Level == Entries ? "entries" : Level.ToString(CultureInfo.InvariantCulture);
            var number = (Index % 1000).ToString("000", CultureInfo.InvariantCulture);
            for (var rest = Index / 1000; rest > 0; rest /= 1000)
            {
                number = "x" + (rest % 1000).ToString("000", CultureInfo.InvariantCulture) + "/" + number;
            }

            return Width == FullWidth
                ? $"tile/{level}/{number}"
                : $"tile/{level}/{number}.p/{Width.ToString(CultureInfo.InvariantCulture)}";
        }
    }

    /// <summary>Whether a tree of <paramref name="size"/> leaves has all of this tile.</summary>
    public bool IsWithin(long size) => Index * FullWidth + Width <= size >> (Math.Max(Level, 0) * Height);

    /// <summary>The hash tiles of a tree of this size: full ones and, where a level ends within a tile, the partial one.</summary>
    public static IEnumerable<LogTile> Of(long size)
    {
        for (var (level, nodes) = (0, size); nodes > 0; level++, nodes >>= Height)
        {
            foreach (var tile in OfLevel(level, nodes))
            {
                yield return tile;
            }
        }
    }

    /// <summary>The entry bundles of a tree of this size.</summary>
    public static IEnumerable<LogTile> BundlesOf(long size) => OfLevel(Entries, size);

    /// <summary>The tile behind a path as <see cref="Path"/> writes it; false for every other spelling.</summary>
    public static bool TryParse(string path, out LogTile tile)
    {
        tile = default;
        var parts = path.Split('/');
        if (parts.Length < 3 || parts.Length > 12 || parts[0] != "tile")
        {
            return false;
        }

        var level = Entries;
        var width = FullWidth;
        var numbers = parts.AsSpan(2);
        if (parts[1] != "entries" && (!TryNumber(parts[1], out level) || level > 63 / Height))
        {
            return false;
        }

        if (numbers.Length > 1 && numbers[^2].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!TryNumber(numbers[^1], out width) || width is < 1 or >= FullWidth)
            {
                return false;
            }

            numbers[^2] = numbers[^2][..^2];
            numbers = numbers[..^1];
        }

        // Leaves are numbered below 2^62, so that sums of sizes and indexes never overflow.
        if (!TryIndex(numbers, out var index) || index > long.MaxValue >> (Height + 1))
        {
            return false;
        }

        tile = new LogTile(level, index, width);
        return tile.Path == path;
    }

    static IEnumerable<LogTile> OfLevel(int level, long nodes)
    {
        for (var index = 0L; index < nodes / FullWidth; index++)
        {
            yield return new LogTile(level, index, FullWidth);
        }

        if (nodes % FullWidth > 0)
        {
            yield return new LogTile(level, nodes / FullWidth, (int)(nodes % FullWidth));
        }
    }

    static bool TryIndex(ReadOnlySpan<string> groups, out long index)
    {
        index = 0;
        for (var i = 0; i < groups.Length; i++)
        {
            var digits = i < groups.Length - 1 ? groups[i].TrimStart('x') : groups[i];
            if (digits.Length != 3 || !TryNumber(digits, out var group) || index > long.MaxValue / 1000 - 1)
            {
                return false;
            }

            index = index * 1000 + group;
        }

        return true;
    }

    static bool TryNumber(string digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
