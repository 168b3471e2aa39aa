using Mingzheng.Base;
using Mingzheng.Base.Identifiers;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>
/// Whoever gives the authority is the party of the case (P-1, AW-R8): an account shows who may use a telephone, and only the identity paper
/// shows who is before the camera. What cannot be decided by comparing letters is left to the judge, never to the applicant.
/// </summary>
static class PrincipalIsParty
{
    /// <param name="party">As the case names the party.</param>
    /// <param name="proved">The names that the identity platform confirmed.</param>
    /// <param name="latin">What the applicant says to be the name in Latin letters; it can only speak against them.</param>
    public static NameLikeness Compare(string party, IEnumerable<string> proved, string? latin)
    {
        var found = proved.Select(name => NameComparison.Compare(party, name)).Append(NameLikeness.Same).Max();
        var isContradicted = found == NameLikeness.Unsure && latin is not null && NameComparison.Compare(party, latin) == NameLikeness.Other;
        return isContradicted ? NameLikeness.Other : found;
    }

    /// <summary>Null when it is the same person, or may be.</summary>
    public static Refusal? Objection(NameLikeness likeness) => likeness == NameLikeness.Other ? new Refusal("PRINCIPAL_NOT_PARTY", "P-1") : null;
}
