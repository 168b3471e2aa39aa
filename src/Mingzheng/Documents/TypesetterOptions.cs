namespace Mingzheng.Documents;

/// <summary>
/// Settings of the section <c>Documents:Typesetter</c>. Whoever can change these, or write to either folder, can change what
/// every later document says before it is read and signed.
/// </summary>
public sealed class TypesetterOptions
{
    /// <summary>The Node.js program, as a path or a name found on PATH.</summary>
    public string Node { get; set; } = "node";

    /// <summary>The folder of the typesetting engine. Unset: <c>engines/typesetter</c> in the nearest parent folder that has it.</summary>
    public string? Engine { get; set; }

    /// <summary>The folder of the court's templates.</summary>
    public string Templates { get; set; } = Path.Combine(AppContext.BaseDirectory, "Documents", "Templates");

    /// <summary>Longest time for one document; the engine is ended and started anew after it.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time for the engine to load its fonts and report that it is ready.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many documents may wait; more are refused at once rather than kept waiting without hope.</summary>
    public int Queue { get; set; } = 64;

    internal string EngineFolder() => Engine ?? NearestEngine();

    static string NearestEngine()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var engine = Path.Combine(folder.FullName, "engines", "typesetter");
            if (File.Exists(Path.Combine(engine, "server.js")))
            {
                return engine;
            }
        }

        throw new TypesettingException(
            TypesettingFault.Unavailable,
            "The typesetting engine was not found; set Documents:Typesetter:Engine to its folder.");
    }
}
