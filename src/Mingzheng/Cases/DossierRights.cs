using Mingzheng.Access;

namespace Mingzheng.Cases;

/// <summary>Who may open which item (dossier-and-data 1.6, witnessing rules 24). Pure.</summary>
public static class DossierRights
{
    const string IdentityPapers = "A2.";
    const string SideVolume = "Z";

    /// <param name="account">Who asks; papers that this person gave are theirs.</param>
    public static bool MayOpen(DossierItem item, Standing standing, Guid account)
    {
        var isCourt = (standing & (Standing.Judge | Standing.CourtJudge | Standing.Clerk)) != Standing.None;
        if (isCourt)
        {
            return true;
        }

        var inCase = (standing & (Standing.Party | Standing.Agent)) != Standing.None;
        var isOwn = item.Source == $"account:{account:D}";
        return inCase && !item.Code.StartsWith(SideVolume, StringComparison.Ordinal)
            && (isOwn || !item.Code.StartsWith(IdentityPapers, StringComparison.Ordinal));
    }
}
