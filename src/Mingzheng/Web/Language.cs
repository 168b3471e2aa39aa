namespace Mingzheng.Web;

/// <summary>A language of the screens. Simplified Chinese is authoritative and the default.</summary>
public sealed record Language(string Tag, string OwnName)
{
    public const string Cookie = "language";

    public static readonly Language SimplifiedChinese = new("zh-Hans", "简体中文");
    public static readonly Language TraditionalChinese = new("zh-Hant", "繁體中文");
    public static readonly Language English = new("en", "English");

    public static readonly IReadOnlyList<Language> All = [SimplifiedChinese, TraditionalChinese, English];

    public bool IsChinese => Tag.StartsWith("zh", StringComparison.Ordinal);

    /// <summary>Finds a language by one of our own tags; null when it is none of them.</summary>
    public static Language? ByTag(string? tag) => All.FirstOrDefault(language => language.Tag == tag);

    /// <summary>What the person chose, else what the browser asks for, else Simplified Chinese.</summary>
    public static Language Of(HttpRequest request) =>
        ByTag(request.Cookies[Cookie]) ?? FromAcceptLanguage(request) ?? SimplifiedChinese;

    static Language? FromAcceptLanguage(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(range => range.Quality ?? 1)
            .Select(range => Match(range.Value.Value ?? ""))
            .FirstOrDefault(language => language is not null);

    /// <summary>Matches a BCP 47 range. Hong Kong, Macao and Taiwan read traditional characters unless a script says otherwise.</summary>
    static Language? Match(string range)
    {
        var parts = range.ToLowerInvariant().Split('-');
        return parts[0] switch
        {
            "en" => English,
            "zh" when parts.Contains("hans") => SimplifiedChinese,
            "zh" when parts.Any(part => part is "hant" or "hk" or "mo" or "tw") => TraditionalChinese,
            "zh" => SimplifiedChinese,
            "yue" => TraditionalChinese,
            _ => null,
        };
    }
}
