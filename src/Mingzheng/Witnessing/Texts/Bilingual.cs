namespace Mingzheng.Witnessing.Texts;

/// <summary>A fact in Chinese and, where there is one, in the party's language. The Chinese prevails.</summary>
public sealed record Bilingual(string Chinese, string? Translated = null)
{
    /// <summary>The wording that a reader of this language gets beside the Chinese.</summary>
    public static Bilingual For(string language, string chinese, string traditional, string english) =>
        new(chinese, language == "en" ? english : traditional);

    public string In(string language) => language == LegalTexts.Authoritative ? Chinese : Translated ?? Chinese;

    public static implicit operator Bilingual(string chinese) => new(chinese);
}
