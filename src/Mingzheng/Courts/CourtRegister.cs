using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base.Database;
using Mingzheng.Web;

namespace Mingzheng.Courts;

/// <summary>Reads courts and their staff.</summary>
public sealed class CourtRegister(Reads reads) : IPosts, IHotline
{
    string? hotline;

    public async Task<Court?> Of(Guid court, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        return await db.FindAsync<Court>([court], stop);
    }

    /// <summary>Of the first court by code. It stands on every page, so it is looked up once.</summary>
    async Task<string?> IHotline.Number()
    {
        if (hotline is null)
        {
            await using var db = reads.Open();
            hotline = await db.Set<Court>().OrderBy(court => court.Code).Select(court => court.Hotline).FirstOrDefaultAsync();
        }

        return hotline;
    }

    async Task<IReadOnlyList<StaffPost>> IPosts.Of(Guid account, CancellationToken stop)
    {
        await using var db = reads.Open();
        return await db.Set<StaffMember>().Where(member => member.AccountId == account)
            .Select(member => new StaffPost(member.CourtId, member.Role)).ToListAsync(stop);
    }

    /// <summary>The published name of a member of staff, or null.</summary>
    public async Task<string?> NameOf(Guid account, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        return await db.Set<StaffMember>().Where(member => member.AccountId == account).Select(member => member.Name).FirstOrDefaultAsync(stop);
    }
}
