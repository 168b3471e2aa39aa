using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Identity;
using Mingzheng.Journal;
using Mingzheng.Notices;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Telling;

/// <summary>
/// Whom to tell of what (witnessing rules 25). A message names no case and no person: it says what has happened, when to come and where to look.
/// </summary>
static class WitnessingNotices
{
    public static IServiceCollection AddWitnessingNotices(this IServiceCollection services) => services
        .AddSingleton<INoticeRule, ReceivedNotice>()
        .AddSingleton<INoticeRule, LawyerRegisteredNotice>()
        .AddSingleton<INoticeRule, AcceptedNotice>()
        .AddSingleton<INoticeRule, BookedNotice>()
        .AddSingleton<INoticeRule, MovedNotice>()
        .AddSingleton<INoticeRule, NearNotice>()
        .AddSingleton<INoticeRule, DoorOpenNotice>()
        .AddSingleton<INoticeRule, StoppedNotice>()
        .AddSingleton<INoticeRule, ApprovedNotice>();

    public static async Task<Authorization?> AuthorizationOf(this CourtDb db, PlacedEntry entry, CancellationToken stop) =>
        Guid.TryParse(entry.Stream[(entry.Stream.IndexOf(':', StringComparison.Ordinal) + 1)..], out var id)
            ? await db.FindAsync<Authorization>([id], stop)
            : null;
}

/// <summary>N-1: the application has arrived; the lawyer named in it is asked to take it on, or the party to bring the lawyer here.</summary>
sealed class ReceivedNotice(Reads reads, PublicAddress address) : INoticeRule
{
    public string Kind => "witnessing.submitted";

    public async Task<IReadOnlyList<Notice>> Of(PlacedEntry entry, CancellationToken stop)
    {
        await using var db = reads.Open();
        if (await db.AuthorizationOf(entry, stop) is not { } authorization)
        {
            return [];
        }

        object[] Args(Recipient recipient) => [address.Desk];
        var lawyer = await db.Set<Lawyer>().FirstOrDefaultAsync(one => one.Licence == authorization.AgentLicence, stop);
        return [
            new Notice(authorization.PrincipalId, lawyer is null ? "notices.witnessing-received-unregistered" : "notices.witnessing-received", Args),
            .. lawyer is null ? (Notice[])[] : [new Notice(lawyer.AccountId, "notices.witnessing-named", Args)],
        ];
    }
}

/// <summary>A lawyer whose licence is confirmed here only now is asked to take on what waits for that licence.</summary>
sealed class LawyerRegisteredNotice(Reads reads, PublicAddress address) : INoticeRule
{
    public string Kind => "identity.lawyer-confirmed";

    public async Task<IReadOnlyList<Notice>> Of(PlacedEntry entry, CancellationToken stop)
    {
        await using var db = reads.Open();
        var licence = entry.Body["licence"]?.GetValue<string>();
        var lawyer = await db.Set<Lawyer>().FirstOrDefaultAsync(one => one.Licence == licence, stop);
        // One message, however many applications there are: it names none of them.
        return lawyer is not null && await db.Set<Authorization>().AnyAsync(
            one => one.AgentLicence == licence && one.AgentJoinedAt == null && one.SubmittedAt <= entry.At, stop)
            ? [new Notice(lawyer.AccountId, "notices.witnessing-named", _ => [address.Desk])]
            : [];
    }
}

/// <summary>N-3: accepted; choose a time.</summary>
sealed class AcceptedNotice(Reads reads, PublicAddress address) : INoticeRule
{
    public string Kind => "witnessing.accepted";

    public async Task<IReadOnlyList<Notice>> Of(PlacedEntry entry, CancellationToken stop)
    {
        await using var db = reads.Open();
        return await db.AuthorizationOf(entry, stop) is { AgentId: { } agent } authorization
            ? [.. new[] { authorization.PrincipalId, agent }.Select(one => new Notice(one, "notices.witnessing-accepted", _ => [address.Desk]))]
            : [];
    }
}

/// <summary>A notice to all who meet that says when, on both clocks. Who has been given another time since is not told the old one.</summary>
abstract class TimeNotice(Reads reads, PublicAddress address, string words) : INoticeRule
{
    public abstract string Kind { get; }

    public async Task<IReadOnlyList<Notice>> Of(PlacedEntry entry, CancellationToken stop)
    {
        await using var db = reads.Open();
        if (await db.AuthorizationOf(entry, stop) is not { RoomId: { } id } || await db.FindAsync<Room>([id], stop) is not { } room
            || room.StartsAt.ToMicroseconds() != entry.Body["startsAt"]!.GetValue<long>())
        {
            return [];
        }

        var people = await db.Set<RoomParticipant>().Where(one => one.RoomId == id).Select(one => one.AccountId).ToListAsync(stop);
        return [.. people.Select(person => new Notice(person, words, recipient =>
        [
            CourtTime.Format(room.StartsAt, CourtTime.Beijing, recipient.Language),
            CourtTime.Format(room.StartsAt, recipient.TimeZone, recipient.Language),
            CourtTime.Offset(room.StartsAt, recipient.TimeZone),
            address.Desk,
        ]))];
    }
}

/// <summary>N-4: the time is fixed.</summary>
sealed class BookedNotice(Reads reads, PublicAddress address) : TimeNotice(reads, address, "notices.witnessing-booked")
{
    public override string Kind => "witnessing.booked";
}

/// <summary>N-4: the time is another one.</summary>
sealed class MovedNotice(Reads reads, PublicAddress address) : TimeNotice(reads, address, "notices.witnessing-moved")
{
    public override string Kind => "witnessing.moved";
}

/// <summary>N-5: the meeting is near.</summary>
sealed class NearNotice(Reads reads, PublicAddress address) : TimeNotice(reads, address, "notices.witnessing-near")
{
    public override string Kind => "witnessing.near";
}

/// <summary>N-6: the judge has opened the meeting; come in.</summary>
sealed class DoorOpenNotice(Reads reads, PublicAddress address) : INoticeRule
{
    public string Kind => "room.opened";

    public async Task<IReadOnlyList<Notice>> Of(PlacedEntry entry, CancellationToken stop)
    {
        await using var db = reads.Open();
        var room = Guid.TryParse(entry.Stream.AsSpan(entry.Stream.IndexOf(':', StringComparison.Ordinal) + 1), out var id) ? id : Guid.Empty;
        var authorization = await db.Set<Authorization>().FirstOrDefaultAsync(one => one.RoomId == room, stop);
        return authorization is { AgentId: { } agent }
            ? [.. new[] { authorization.PrincipalId, agent }.Select(one => new Notice(one, "notices.witnessing-open", _ => [address.Desk]))]
            : [];
    }
}

/// <summary>N-8: the meeting was stopped; the reason stands on the page of the matter, not in a message.</summary>
sealed class StoppedNotice(Reads reads, PublicAddress address) : INoticeRule
{
    public string Kind => "witnessing.stopped";

    public async Task<IReadOnlyList<Notice>> Of(PlacedEntry entry, CancellationToken stop)
    {
        await using var db = reads.Open();
        return await db.AuthorizationOf(entry, stop) is { AgentId: { } agent } authorization
            ? [.. new[] { authorization.PrincipalId, agent }.Select(one => new Notice(one, "notices.witnessing-stopped", _ => [address.Desk]))]
            : [];
    }
}

/// <summary>N-8: the authority has effect; the code lets anyone check it, and says nothing of persons.</summary>
sealed class ApprovedNotice(Reads reads, DataKeys keys, PublicAddress address) : INoticeRule
{
    public string Kind => "witnessing.approved";

    public async Task<IReadOnlyList<Notice>> Of(PlacedEntry entry, CancellationToken stop)
    {
        await using var db = reads.Open();
        if (await db.AuthorizationOf(entry, stop) is not { AgentId: { } agent, VerificationCode: not null } authorization)
        {
            return [];
        }

        var code = authorization.CodeUnder(keys.Of(Mingzheng.Cases.Case.OwnerOf(authorization.CaseId)));
        return [.. new[] { authorization.PrincipalId, agent }.Select(one => new Notice(one, "notices.witnessing-approved", _ => [code!, address.Desk]))];
    }
}
