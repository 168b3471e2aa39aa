using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Npgsql;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Journal;

/// <summary>Who leads, and what becomes of a leader that does not know yet that it is none any more.</summary>
[Trait("kind", "court")]
public sealed class LeadershipTests
{
    /// <summary>After a failed write the node lets go of the lead; it or another can take it up at once.</summary>
    [Theory, PostgresData]
    public Task A_lead_that_was_let_go_can_be_taken(DatabaseKind kind) => WithTwoNodes(kind, async (nodes, _) =>
    {
        var (one, other) = (nodes[0].GetRequiredService<Leadership>(), nodes[1].GetRequiredService<Leadership>());
        (await one.Hold(default)).ShouldBeTrue();
        (await other.Hold(default)).ShouldBeFalse();
        await one.Release();
        await Take(other);
        (await one.Hold(default)).ShouldBeFalse();
    });

    /// <summary>The server frees the lock of a connection that is gone; the client's side of it still looks open.</summary>
    [Theory, PostgresData]
    public Task A_node_whose_lock_was_freed_gives_the_lead_up(DatabaseKind kind) => WithTwoNodes(kind, async (nodes, database) =>
    {
        var (one, other) = (nodes[0].GetRequiredService<Leadership>(), nodes[1].GetRequiredService<Leadership>());
        (await one.Hold(default)).ShouldBeTrue();
        var first = one.Lead!.Value;
        await EndSessionsThatHoldLocks(database);
        (await other.Hold(default)).ShouldBeTrue();
        other.Lead!.Value.ShouldBeGreaterThan(first);

        (await one.Hold(default)).ShouldBeFalse();
        one.Lead.ShouldBeNull();
        (await other.Hold(default)).ShouldBeTrue("Whoever leads goes on.");
    });

    /// <summary>An older database was put in the place of the one that two nodes work on, and then the newer one again.</summary>
    [Theory, PostgresData]
    public Task A_node_that_follows_takes_acts_only_on_a_log_that_continues_what_was_signed(DatabaseKind kind) => WithTwoNodes(kind, async (nodes, _) =>
    {
        var (leader, follower) = (nodes[0].GetRequiredService<Leadership>(), nodes[1].GetRequiredService<Leadership>());
        (await leader.Hold(default)).ShouldBeTrue();
        nodes[0].GetRequiredService<KeptCheckpoint>().Keep(nodes[0].GetRequiredService<LogKey>().Sign(10_000, new byte[32]));
        (await follower.Hold(default)).ShouldBeFalse();
        nodes[1].GetRequiredService<Writer>().Closed!.Code.ShouldBe(KeptCheckpoint.WentBack);

        File.Delete(Directory.EnumerateFiles(nodes[0].GetRequiredService<IConfiguration>()["Data:Folder"]!, "*.checkpoint").Single());
        (await follower.Hold(default)).ShouldBeFalse("Another leads.");
        nodes[1].GetRequiredService<Writer>().Closed.ShouldBeNull();
    });

    /// <summary>Between the loss of its lock and the next look at it, a node still runs reactions: what it remembers of them is refused.</summary>
    [Theory, DatabaseData]
    public async Task Books_of_a_lead_that_is_over_are_refused(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var subscriptions = court.Get<Subscriptions>();
        var (over, now) = (await court.Get<Leads>().Begin(limit.Token), await court.Get<Leads>().Begin(limit.Token));
        await Should.ThrowAsync<LeadLostException>(() => subscriptions.Remember(over, "test-diary", 5, limit.Token));
        await Should.ThrowAsync<LeadLostException>(() => subscriptions.Hold(over, "test-diary", new HeldStream("test:1", 5, 1, default), 5, limit.Token));

        (await subscriptions.Position("test-diary", limit.Token)).ShouldBe(-1);
        (await subscriptions.Held("test-diary", limit.Token)).ShouldBeEmpty();
        // And the court under test, whose lead ended too, finds that out and begins another one.
        while (court.Get<Leadership>().Lead is not { } lead || lead <= now)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>The server frees the lock when the session has ended, which is a moment after the client hung up.</summary>
    static async Task Take(Leadership node)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await node.Hold(limit.Token))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    static async Task WithTwoNodes(DatabaseKind kind, Func<ServiceProvider[], CourtDatabase, Task> test)
    {
        using var folder = new TemporaryFolder();
        await using var database = await CourtDatabase.Create(kind, folder.Path);
        await using var one = Node(database, folder);
        await using var other = Node(database, folder);
        await one.UpgradeSchema();
        await test([one, other], database);
    }

    /// <summary>The journal of a node, without the loop that would take the lead by itself.</summary>
    static ServiceProvider Node(CourtDatabase database, TemporaryFolder folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Database:Kind", $"{database.Kind}"), new("Database:Connection", database.Connection), new("Data:Folder", folder.Path),
        ]).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging()
            .AddBase(configuration).AddJournal("court.example/log", folder.Path, _ => new byte[32]).BuildServiceProvider();
    }

    static async Task EndSessionsThatHoldLocks(CourtDatabase database)
    {
        await using var connection = new NpgsqlConnection($"{database.Connection};Pooling=False");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            select count(pg_terminate_backend(l.pid, 10000)) from pg_locks l join pg_database d on d.oid = l.database
            where l.locktype = 'advisory' and l.granted and d.datname = current_database()
            """, connection);
        (await command.ExecuteScalarAsync()).ShouldBe(1L);
    }
}
