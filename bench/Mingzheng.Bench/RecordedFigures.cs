namespace Mingzheng.Bench;

/// <summary>The part of a Markdown file that a run may replace; it stands between two comments.</summary>
public static class RecordedFigures
{
    const string Begin = "<!-- figures: written by bench/run --record -->";
    const string End = "<!-- end of figures -->";

    /// <exception cref="InvalidDataException">The file keeps no place for figures.</exception>
    public static async Task Write(string file, string figures)
    {
        var text = await File.ReadAllTextAsync(file);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidDataException($"{file} has no lines {Begin} and {End}.");
        }

        await File.WriteAllTextAsync(file, $"{text[..(begin + Begin.Length)]}\n\n{figures.Trim()}\n\n{text[end..]}");
    }
}
