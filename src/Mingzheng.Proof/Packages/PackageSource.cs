namespace Mingzheng.Proof.Packages;

/// <summary>Where a package lies: names and contents, nothing interpreted.</summary>
abstract class PackageSource : IDisposable
{
    protected const int MaximumFiles = 20_000;

    /// <summary>All files by name; throws <see cref="InvalidDataException"/> when there are too many or a name stands twice.</summary>
    internal abstract IReadOnlyList<string> Paths { get; }

    /// <summary>The content; throws <see cref="InvalidDataException"/> when it is damaged or inflates beyond reason.</summary>
    internal abstract Stream Open(string path);

    internal abstract bool Has(string path);

    /// <summary>All of a small file; throws <see cref="InvalidDataException"/> beyond <paramref name="limit"/> bytes.</summary>
    internal byte[] Read(string path, int limit)
    {
        using var stream = Open(path);
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            if (content.Length + count > limit)
            {
                throw new InvalidDataException($"{path} is larger than {limit} bytes.");
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    public abstract void Dispose();
}
