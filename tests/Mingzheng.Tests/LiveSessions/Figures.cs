using Mingzheng.Tests.Hosting;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>What was measured on the way; <c>./test</c> prints it at the end.</summary>
static class Figures
{
    public static async Task Write(string name, params string[] lines)
    {
        var folder = Directory.CreateDirectory(Path.Combine(CourtHost.Repository, ".dev", "figures"));
        await File.WriteAllLinesAsync(Path.Combine(folder.FullName, $"{name}.txt"), [$"{name}:", .. lines.Select(line => $"  {line}")]);
    }
}
