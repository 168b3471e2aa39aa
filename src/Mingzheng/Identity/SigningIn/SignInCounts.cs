using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;

namespace Mingzheng.Identity.SigningIn;

/// <summary>Counts rows, so that the limits hold over all nodes and restarts. What is counted together is taken up in turn first.</summary>
static class SignInCounts
{
    const string ByContact = "sign-in/contact";
    const string ByNetwork = "sign-in/network";

    /// <summary>How often codes were asked for before <paramref name="row"/>, which may be added afterwards.</summary>
    /// <param name="isKnown">The browser is known; else the network may be.</param>
    public static async Task<AskedBefore> Asked(Writing writing, SignInCode row, bool isKnown)
    {
        await writing.TakeTurn(ByContact, row.ContactHash);
        await writing.TakeTurn(ByNetwork, row.AddressHash);
        var since = row.AskedAt - SignInRules.Window;
        var today = row.AskedAt - TimeSpan.FromDays(1);
        var codes = writing.Db.Set<SignInCode>();
        var anywhere = codes.Where(code => code.ContactHash == row.ContactHash);
        var here = anywhere.Where(code => code.AddressHash == row.AddressHash);
        return new AskedBefore(
            await here.CountAsync(code => code.AskedAt > since),
            await here.CountAsync(code => code.AskedAt > today),
            await anywhere.CountAsync(code => code.AskedAt > since),
            await anywhere.CountAsync(code => code.AskedAt > today),
            await codes.CountAsync(code => code.AddressHash == row.AddressHash && code.AskedAt > since),
            await codes.CountAsync(code => code.AskedAt > since),
            isKnown || await IsKnown(writing.Db, row.ContactHash, row.AddressHash, row.AskedAt));
    }

    /// <summary>How often codes were guessed wrongly before, over all contacts.</summary>
    public static async Task<TriedBefore> Tried(Writing writing, byte[] contact, byte[] network, bool isKnown)
    {
        await writing.TakeTurn(ByNetwork, network);
        var since = writing.Now - SignInRules.Window;
        var today = writing.Now - TimeSpan.FromDays(1);
        var tries = writing.Db.Set<SignInWrongTry>();
        return new TriedBefore(
            await tries.CountAsync(one => one.AddressHash == network && one.At > since),
            await tries.CountAsync(one => one.AddressHash == network && one.At > today),
            await tries.CountAsync(one => one.At > since),
            isKnown || await IsKnown(writing.Db, contact, network, writing.Now));
    }

    static Task<bool> IsKnown(CourtDb db, byte[] contact, byte[] network, DateTimeOffset now)
    {
        var lately = now - SignInRules.PlaceIsKnown;
        return db.Set<SignInCode>().AnyAsync(code =>
            code.ContactHash == contact && code.AddressHash == network && code.UsedAt != null && code.AskedAt > lately);
    }
}
