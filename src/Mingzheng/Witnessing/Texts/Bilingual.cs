namespace Mingzheng.Witnessing.Texts;

/// <summary>A fact in Chinese and, where there is one, in the party's language. The Chinese prevails.</summary>
public sealed record Bilingual(string Chinese, string? Translated = null)
{
    public string In(string language) => language == LegalTexts.Authoritative ? Chinese : Translated ?? Chinese;

    public static implicit operator Bilingual(string chinese) => new(chinese);
}
