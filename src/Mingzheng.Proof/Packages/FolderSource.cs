namespace Mingzheng.Proof.Packages;

/// <summary>An unpacked package.</summary>
sealed class FolderSource : PackageSource
{
    readonly string folder;
    readonly HashSet<string> paths = [];

    internal FolderSource(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, MaxRecursionDepth = 8 };
        foreach (var item in new DirectoryInfo(this.folder).EnumerateFileSystemInfos("*", everything))
        {
            // A link could show any file of the reader's machine as if it were part of the package.
            if (item.LinkTarget is not null)
            {
                throw new InvalidDataException($"{item.Name} is a link.");
            }

            if (item is FileInfo)
            {
                paths.Add(Path.GetRelativePath(this.folder, item.FullName).Replace(Path.DirectorySeparatorChar, '/'));
            }

            if (paths.Count > MaximumFiles)
            {
                throw new InvalidDataException("The folder holds too many files.");
            }
        }

        Paths = [.. paths];
    }

    internal override IReadOnlyList<string> Paths { get; }

    internal override bool Has(string path) => paths.Contains(path);

    internal override Stream Open(string path) =>
        PackagePath.IsSafe(path) ? File.OpenRead(Path.Combine(folder, path)) : throw new InvalidDataException("The path is not safe.");

    public override void Dispose()
    {
    }
}
