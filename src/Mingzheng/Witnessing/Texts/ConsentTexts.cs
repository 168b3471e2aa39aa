using Mingzheng.Identity;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Texts;

/// <summary>The texts of consent that are asked for before any matter begins.</summary>
sealed class ConsentTexts(LegalTexts texts) : IConsentTexts
{
    public string Comparison => LegalTextId.IdentityConsent;

    public ConsentText ForComparison(Language language, DateOnly on)
    {
        var text = texts.InForce(LegalTextId.IdentityConsent, language.Tag, on);
        return new ConsentText(
            $"{text.Id}/{text.Version}", text.Sha256, text.Language, text.Title, [.. text.Clauses.Select(clause => (clause.Heading, clause.Text))]);
    }
}
