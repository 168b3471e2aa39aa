using System.Runtime.CompilerServices;

namespace Mingzheng.Tests.Proof;

/// <summary>Finds files of the source tree that tests read.</summary>
static class Checkout
{
    internal static string File(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../..", path));
}
