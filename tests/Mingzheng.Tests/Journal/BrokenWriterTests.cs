using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Journal;

/// <summary>SQLite has one writer for all acts: when it is hurt everybody must hear of it, and nobody may wait for ever.</summary>
[Trait("kind", "court")]
public sealed class BrokenWriterTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>On a full disk or a failing one SQLite takes the whole transaction back, the savepoint of the act with it.</summary>
    [Fact]
    public async Task An_act_whose_transaction_is_taken_back_fails_and_the_next_one_is_done()
    {
        await using var court = await CourtHost.Start();
        await Should.ThrowAsync<Exception>(() => Do(court, async writing =>
        {
            writing.Journal("test:1", "test.lost", []);
            await writing.Db.Database.ExecuteSqlRawAsync("rollback");
        }));
        await Do(court, writing =>
        {
            writing.Journal("test:1", "test.written", []);
            return Task.CompletedTask;
        });

        (await court.EntriesOf("test:1")).Select(entry => entry.Kind).ShouldBe(["test.written"]);
        (await Readiness(court)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory, DatabaseData]
    public async Task An_act_with_a_faulty_statement_fails_and_the_next_one_is_done(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        await Should.ThrowAsync<DbException>(() => Do(court, writing => writing.Db.Database.ExecuteSqlRawAsync("select from nowhere")));
        await Do(court, _ => Task.CompletedTask);

        (await Readiness(court)).ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Reading goes on by other connections, so only the writer can tell.</summary>
    [Fact]
    public async Task A_court_that_cannot_write_says_that_it_is_not_ready()
    {
        await using var court = await CourtHost.Start();
        await Should.ThrowAsync<Exception>(() => Do(court, writing => writing.Db.Database.GetDbConnection().CloseAsync()));

        (await Readiness(court)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Should.ThrowAsync<DbException>(() => Do(court, _ => Task.CompletedTask));
    }

    [Fact]
    public async Task A_writer_that_ends_before_its_time_stops_the_court_and_leaves_nobody_waiting()
    {
        await using var court = await CourtHost.Start();
        var stopping = new TaskCompletionSource();
        using var heard = court.Get<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        await Should.ThrowAsync<Exception>(() => Do(court, writing => writing.Db.DisposeAsync().AsTask()));
        await stopping.Task.WaitAsync(Patience);

        await Should.ThrowAsync<Exception>(() => Do(court, _ => Task.CompletedTask));
        court.Log.All.ShouldContain(line => line.StartsWith("Critical", StringComparison.Ordinal) && line.Contains("writer", StringComparison.Ordinal));
    }

    static Task Do(CourtHost court, Func<Writing, Task> work) =>
        court.Get<Writer>().Do(new Command(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "account:1", "test.write"), work).WaitAsync(Patience);

    static async Task<HttpStatusCode> Readiness(CourtHost court)
    {
        using var visitor = court.Visitor();
        return (await visitor.Get("/health/ready")).Status;
    }
}
