using Mingzheng.Web;

namespace Mingzheng.Identity;

/// <summary>A legal text to which people agree before their face is compared, as it stands on the screen.</summary>
/// <param name="Id">Id and version, for example "identity-consent/1".</param>
/// <param name="Sha256">Digest of the file in this language: what was shown can be proved later.</param>
public sealed record ConsentText(string Id, string Sha256, string Language, string Title, IReadOnlyList<(string? Heading, string Text)> Clauses)
{
    public DrawnText Drawn => new(Id, Language, Sha256);
}

/// <summary>Gives the text in force. The legal texts lie with the capability that composes them.</summary>
public interface IConsentTexts
{
    /// <summary>Which text it is, in whatever version.</summary>
    string Comparison { get; }

    /// <param name="on">The date in Beijing.</param>
    ConsentText ForComparison(Language language, DateOnly on);
}
