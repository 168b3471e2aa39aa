using System.Collections.Frozen;
using System.Text.Json;

namespace Mingzheng.Web;

/// <summary>
/// Every interface string in every language, read once from the embedded files <c>Web/Words/{language}/{module}.json</c>:
/// flat objects of key to text, with placeholders {0}, {1}. Legal texts are not here: they are versioned documents.
/// </summary>
public sealed class WordBook
{
    const string ResourcePrefix = "words/";

    readonly FrozenDictionary<string, FrozenDictionary<string, string>> languages;

    public WordBook()
    {
        languages = Language.All.ToFrozenDictionary(language => language.Tag, Read);
    }

    public Words In(Language language) => new(this, language);

    /// <summary>All keys and texts of one language.</summary>
    public IReadOnlyDictionary<string, string> All(Language language) => languages[language.Tag];

    /// <summary>The text for a key, in the authoritative language when a translation lacks; null when nobody wrote it.</summary>
    public string? Find(Language language, string key) =>
        languages[language.Tag].GetValueOrDefault(key)
        ?? languages[Language.SimplifiedChinese.Tag].GetValueOrDefault(key);

    static FrozenDictionary<string, string> Read(Language language)
    {
        var assembly = typeof(WordBook).Assembly;
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.Replace('\\', '/').StartsWith($"{ResourcePrefix}{language.Tag}/", StringComparison.Ordinal))
            {
                continue;
            }

            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var property in JsonDocument.Parse(stream).RootElement.EnumerateObject())
            {
                // A key that two modules wrote must not take every page down: the first counts, and a test finds the second.
                words.TryAdd(property.Name, property.Value.GetString()!);
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
