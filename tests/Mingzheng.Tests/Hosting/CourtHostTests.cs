using System.Net;
using Mingzheng.Base.Database;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Hosting;

[Trait("kind", "court")]
public sealed class CourtHostTests
{
    [Theory, DatabaseData]
    public async Task A_court_starts_is_ready_and_starts_again_on_what_it_kept(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using (var before = court.Visitor())
        {
            (await before.Get("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        }

        await court.Restart();
        using var after = court.Visitor();
        (await after.Get("/health/ready")).Text.ShouldBe("ready\n");
    }
}
