using Mingzheng.Base;
using Mingzheng.Base.Identifiers;
using Mingzheng.Identity;
using Mingzheng.Identity.Platform;

namespace Mingzheng.Witnessing.Applying;

/// <summary>What the identity paper says of the principal by its number, and what else its holder has to be (witnessing rules 2, 3, 7.1, 7.5). Pure rules.</summary>
static class PrincipalPaper
{
    const int AdultFrom = 18;

    /// <summary>The area of residence permits of Hong Kong residents (dossier-and-data 9.2); those of Macao and Taiwan have areas of their own.</summary>
    const string HongKong = "810000";

    /// <summary>Null for a paper of a Hong Kong resident (RF-02): the documents name the region by it.</summary>
    public static Refusal? Objection(IdentityDocument document, DateOnly today)
    {
        var isOfHongKong = document.Type switch
        {
            IdentityDocumentType.HongKongIdentityCard => true,
            IdentityDocumentType.ResidencePermit => Permit(document, today) is { AreaCode: HongKong },
            IdentityDocumentType.MainlandTravelPermit => MainlandTravelPermit.TryParse(document.Number, out var permit, out _) && permit.IsHongKong,
            _ => false,
        };
        return isOfHongKong ? null : new Refusal("IDENTITY_PAPER_OTHER", "XB-5");
    }

    /// <summary>A residence permit has sex and day of birth in its number; other papers do not, and what was typed stands.</summary>
    public static Refusal? Contradiction(IdentityDocument document, Sex sex, DateOnly birthDate, DateOnly today) =>
        Permit(document, today) is not { } permit ? null
        : permit.BirthDate != birthDate ? new Refusal("PAPER_SAYS_OTHERWISE", "W-7.1") { Field = ApplicationForm.BirthDate }
        : permit.Sex != sex ? new Refusal("PAPER_SAYS_OTHERWISE", "W-7.1") { Field = ApplicationForm.Sex }
        : null;

    /// <summary>V-6: for a minor the legal representative signs, who is a party of another kind.</summary>
    public static Refusal? MayAppoint(DateOnly birthDate, DateOnly today) =>
        birthDate.AddYears(AdultFrom) <= today ? null : new Refusal("PRINCIPAL_NOT_ADULT", "V-6", AdultFrom) { Field = ApplicationForm.BirthDate };

    /// <summary>Null for any other paper.</summary>
    public static MainlandResidentId? Permit(IdentityDocument? document, DateOnly today) =>
        document?.Type == IdentityDocumentType.ResidencePermit && MainlandResidentId.TryParse(document.Number, today, out var permit, out _) ? permit : null;
}
