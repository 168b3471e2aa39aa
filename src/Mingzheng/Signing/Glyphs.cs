using Mingzheng.Proof.Pdf;

namespace Mingzheng.Signing;

/// <summary>The typeface of seals, whose letters stand along an arc one by one. People's names are written by the press (<see cref="Documents.Lettering"/>).</summary>
static class Glyphs
{
    /// <summary>In the folder of the typesetting engine.</summary>
    const string Font = "node_modules/@expo-google-fonts/noto-serif-sc/600SemiBold/NotoSerifSC_600SemiBold.ttf";

    static readonly Lock Gate = new();
    static GlyphOutlines? loaded;

    public static GlyphOutlines Of(IConfiguration configuration)
    {
        lock (Gate)
        {
            return loaded ??= GlyphOutlines.Load(configuration["Signing:Font"]
                ?? (configuration["Documents:Typesetter:Engine"] is { } engine ? Path.Combine(engine, Font) : Found()));
        }
    }

    static string Found()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "engines/typesetter", Font) is var path && File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException("Signing:Font is not set, and the typesetter's fonts are not installed.", Font);
    }
}
