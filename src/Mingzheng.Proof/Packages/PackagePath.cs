using System.Text.RegularExpressions;

namespace Mingzheng.Proof.Packages;

/// <summary>Names of files in a package.</summary>
public static partial class PackagePath
{
    public const string Manifest = "manifest.json";
    public const string Entries = "proof/entries.jsonl";
    public const string Checkpoint = "proof/checkpoint";
    public const string Root = "trust/root.pem";
    public const string TimestampRoot = "trust/tsa.pem";
    public const string LogKey = "trust/log.vkey";

    const int MaximumLength = 200;

    /// <summary>
    /// Whether a name is one that we write: relative, plain ASCII, no dots at the start of a part. Anything else could lead
    /// out of the folder or look different from what it is.
    /// </summary>
    public static bool IsSafe(string path) => path.Length <= MaximumLength && Shape().IsMatch(path);

    /// <summary>Files that the manifest cannot list, because they are made from it.</summary>
    internal static bool IsUnlisted(string path) => path is Manifest or Entries or Checkpoint;

    [GeneratedRegex("^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\\z")]
    private static partial Regex Shape();
}
