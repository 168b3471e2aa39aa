using Mingzheng.Access;

namespace Mingzheng.Cases;

/// <summary>Who may open which item (dossier-and-data 1.6, witnessing rules 24). Pure.</summary>
public static class DossierRights
{
    const string IdentityPapers = "A2.";
    const string AgentsAuthority = "A3.";
    const string Commitments = "A3.4";
    const string SideVolume = "Z";

    /// <summary>Of an agent's authority the other side has the power of attorney and the record; not the commitments with their numbers, nor the rest.</summary>
    static readonly string[] AuthorityForAll = ["A3.1", "A3.3"];

    /// <param name="account">
    /// Who asks; papers that this person gave, or that come from an authorization of the own side, are theirs. Not a commitment: principal and agent
    /// see each other's number and address masked, so each opens only the own one.
    /// </param>
    public static bool MayOpen(DossierItem item, Standing standing, Guid account, CaseFacts facts)
    {
        var isCourt = (standing & (Standing.Judge | Standing.CourtJudge | Standing.Clerk)) != Standing.None;
        if (isCourt)
        {
            return true;
        }

        var inCase = (standing & (Standing.Party | Standing.Agent)) != Standing.None;
        var isOwn = item.Code == Commitments ? item.GivenBy == account : item.Source == DossierItem.SourceOfAccount(account) || facts.IsOfOwnSide(item, account);
        return inCase && !item.Code.StartsWith(SideVolume, StringComparison.Ordinal) && (isOwn || IsForAll(item.Code));
    }

    static bool IsForAll(string code) => !code.StartsWith(IdentityPapers, StringComparison.Ordinal)
        && (!code.StartsWith(AgentsAuthority, StringComparison.Ordinal) || AuthorityForAll.Contains(code));
}
