using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Cases;

namespace Mingzheng.Witnessing.Review;

/// <summary>Tells the public check what a certificate of witnessing stands for, and nothing that names a person (AW-32).</summary>
sealed class CertifiedAuthorizations : ICertifiedThings
{
    public async Task<CertifiedThing?> ByCode(CourtDb db, byte[] codeHash, CancellationToken stop)
    {
        var found = await (
            from authorization in db.Set<Authorization>()
            join agent in db.Set<CaseAgent>() on authorization.Id equals agent.AuthorizationId
            where authorization.VerificationCodeHash == codeHash
            select new { authorization, agent }).FirstOrDefaultAsync(stop);
        return found is null
            ? null
            : new CertifiedThing(
                found.authorization.CertificateNumber!, found.authorization.CaseId, found.authorization.RoomId!.Value, found.authorization.Stream,
                found.agent.FromAt, found.agent.UntilAt, found.agent.EndedAt);
    }

    public async Task<string?> StreamOf(CourtDb db, Guid room, CancellationToken stop) =>
        (await db.Set<Authorization>().FirstOrDefaultAsync(one => one.RoomId == room, stop))?.Stream;
}
