using System.Net;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base.Database;
using Mingzheng.Courts;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>Attack: somebody whose post has ended goes on as the judge of what was begun. Rights follow from the post, not from having once had a matter.</summary>
[Trait("kind", "court")]
public sealed class JudgeWhoLeftTests
{
    [Theory, DatabaseData]
    public async Task Who_serves_the_court_no_longer_has_no_right_in_a_meeting_that_was_begun(DatabaseKind kind)
    {
        await using var scene = await Rooms.Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("roll-call");

        await EndPosts(session.Court);

        foreach (var address in new[] { session.Room, scene.Address, $"{scene.Address}/package" })
        {
            var page = await session.Judge.Get(address);
            page.Status.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        }

        (await session.Judge.Post($"{session.Room}/stop", ("reason", "other"))).Status.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        (await session.Principal.Get(session.Room)).Status.ShouldBe(HttpStatusCode.OK, "the others still see where they are");
    }

    static Task EndPosts(CourtHost court) =>
        court.Get<Writer>().Do(new Command(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "system", "test.end-posts"), async writing =>
            writing.Db.RemoveRange(await writing.Db.Set<StaffMember>().Where(post => post.Role == StaffRole.Judge).ToListAsync()));
}
