namespace Mingzheng.Tests.Architecture;

/// <summary>The project's own files as they lie on disk, without what is built, installed or produced.</summary>
static class SourceTree
{
    static readonly string[] Produced = [".git", ".dev", ".vs", "bin", "obj", "node_modules", "data", "out", "TestResults"];

    static readonly string[] TextKinds =
    [
        ".cs", ".razor", ".css", ".js", ".mjs", ".go", ".sql", ".typ", ".sh", ".md", ".json", ".jsonl", ".csproj", ".props", ".slnx", ".txt", ".html", "",
    ];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> Files() =>
        Below(new DirectoryInfo(Root))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => TextKinds.Contains(Path.GetExtension(path)) || Path.GetFileName(path).StartsWith('.'))
            .Order(StringComparer.Ordinal);

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    static IEnumerable<string> Below(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => !Produced.Contains(file.Name)).Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(child => !Produced.Contains(child.Name)).SelectMany(Below));

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mingzheng.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the source tree.");
        }

        return folder.FullName;
    }
}
