namespace Mingzheng.Bench;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Record">A Markdown file whose figures are replaced by those of this run.</param>
sealed record BenchOptions(IReadOnlyList<string> Names, Extent Extent, string? Record)
{
    /// <summary>Null when the arguments are not understood.</summary>
    public static BenchOptions? Read(string[] args, IReadOnlyList<string> known)
    {
        var names = new List<string>();
        var extent = Extent.Full;
        string? record = null;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--tiny":
                    extent = Extent.Tiny;
                    break;
                case "--record" when i + 1 < args.Length:
                    record = args[++i];
                    break;
                case var name when known.Contains(name):
                    names.Add(name);
                    break;
                default:
                    return null;
            }
        }

        return new BenchOptions(names.Count == 0 ? known : names, extent, record);
    }
}
