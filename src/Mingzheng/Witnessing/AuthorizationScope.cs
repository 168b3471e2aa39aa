using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base.Database;
using Mingzheng.Identity;

namespace Mingzheng.Witnessing;

/// <summary>
/// How a person stands to an authorization: its principal, the lawyer named in it (before joining: whoever proved to hold the licence),
/// its judge, or staff of its court.
/// </summary>
public sealed class AuthorizationScope(Reads reads) : IScope, IStreamRule
{
    public string Name => "authorization";

    public string Prefix => "authorization:";

    public async Task<Standing?> Of(Person person, RouteValueDictionary route, CancellationToken stop) =>
        Guid.TryParse(route["authorization"]?.ToString(), out var id) ? await Of(person, id, stop) : null;

    /// <summary>Null when there is no such authorization.</summary>
    public async Task<Standing?> Of(Person person, Guid id, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        return await db.FindAsync<Authorization>([id], stop) is { } authorization ? await Of(db, authorization, person, stop) : null;
    }

    public async Task<bool> MayFollow(Person person, string stream, CancellationToken stop) =>
        Guid.TryParse(stream[Prefix.Length..], out var id) && await Of(person, id, stop) is { } standing && standing != Standing.None;

    static async Task<Standing> Of(CourtDb db, Authorization authorization, Person person, CancellationToken stop)
    {
        if (!person.IsSignedIn)
        {
            return Standing.None;
        }

        var me = person.Account;
        return (authorization.PrincipalId == me ? Standing.Principal : Standing.None)
            | (await IsAgent(db, authorization, me, stop) ? Standing.Agent : Standing.None)
            | (person.Serves(authorization.CourtId, StaffRole.Judge) ? Standing.CourtJudge | JudgeIf(authorization.JudgeId == me) : Standing.None)
            | (person.Serves(authorization.CourtId, StaffRole.Clerk) ? Standing.Clerk : Standing.None);
    }

    /// <summary>The judge of a matter is so by a post at its court: whoever leaves the post keeps no right in what was begun.</summary>
    static Standing JudgeIf(bool isAssigned) => isAssigned ? Standing.Judge : Standing.None;

    static async Task<bool> IsAgent(CourtDb db, Authorization authorization, Guid account, CancellationToken stop) =>
        authorization.AgentId is { } agent
            ? agent == account
            : await db.Set<Lawyer>().AnyAsync(lawyer => lawyer.AccountId == account && lawyer.Licence == authorization.AgentLicence, stop);
}
