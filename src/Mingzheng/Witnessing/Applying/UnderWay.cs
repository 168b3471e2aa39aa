using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;

namespace Mingzheng.Witnessing.Applying;

/// <summary>
/// One application of a party for one lawyer in a case at a time: of two that are alike nobody could tell which is meant. After it has taken effect
/// or was stopped the party may apply for the same lawyer again, with other powers for example.
/// </summary>
static class UnderWay
{
    const string Code = "APPLICATION_UNDER_WAY";

    /// <summary>Null when the party may apply for the lawyer with this licence.</summary>
    public static async Task<Refusal?> Objection(CourtDb db, Guid party, string licence) =>
        Objection(await db.Set<Authorization>().Where(one => one.PartyId == party && one.AgentLicence == licence).ToListAsync());

    /// <summary>Pure: what the party has asked for with this lawyer before.</summary>
    public static Refusal? Objection(IEnumerable<Authorization> earlier) =>
        earlier.FirstOrDefault(one => one.State is not (AuthorizationState.Approved or AuthorizationState.Stopped)) is { } open
            ? new Refusal(Code, "AW-02", open.Id) { Field = "licence", Status = StatusCodes.Status409Conflict }
            : null;

    /// <summary>The one to which the words of such a refusal lead; null when nothing like that was refused.</summary>
    public static Guid? In(Refusal? refusal) => refusal?.Code == Code ? (Guid)refusal.Args[0] : null;
}
