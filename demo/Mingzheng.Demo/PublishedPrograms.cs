namespace Mingzheng.Demo;

/// <summary>The court's programs as they are installed: <c>court/</c>, <c>sandboxes/</c> and <c>verify/</c> in one folder, and the typesetting engine.</summary>
public sealed record PublishedPrograms(string Folder, string Engine)
{
    public string CourtFolder => Path.Combine(Folder, "court");

    public string Court => Path.Combine(CourtFolder, "mingzheng");

    public string Sandboxes => Path.Combine(Folder, "sandboxes", "mingzheng-sandboxes");

    public string Verifier => Path.Combine(Folder, "verify", "mingzheng-verify");

    /// <summary>Those that <c>./run</c> or <c>./test</c> published last from this checkout, or told of by MINGZHENG_PUBLISHED.</summary>
    /// <exception cref="FileNotFoundException">Nothing was published yet.</exception>
    public static PublishedPrograms Of(string checkout)
    {
        var folder = Environment.GetEnvironmentVariable("MINGZHENG_PUBLISHED") is { Length: > 0 } told ? told : Path.Combine(checkout, ".dev", "app");
        var programs = new PublishedPrograms(folder, Path.Combine(checkout, "engines", "typesetter"));
        return File.Exists(programs.Court)
            ? programs
            : throw new FileNotFoundException("The court's programs are not published: ./run and ./test do it.", programs.Court);
    }
}
