using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Identity;
using Mingzheng.Journal;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Journal;

/// <summary>The one write function and the positions that follow it.</summary>
[Trait("kind", "court")]
public sealed class WritingTests
{
    /// <summary>Whoever opens the state for reading cannot write past the one write function, whatever the code says.</summary>
    [Theory]
    [DatabaseData("insert into subscriptions(name, position) values('other', 1)")]
    [DatabaseData("update streams set head = 0")]
    [DatabaseData("delete from entry_salts")]
    [DatabaseData("create table other(id integer)")]
    public async Task What_is_opened_for_reading_cannot_write(DatabaseKind kind, string statement)
    {
        await using var court = await CourtHost.Start(kind);
        await Write(court, "test:1");
        await using var connection = await court.Get<Reads>().Connect();
        await using var change = connection.Command(statement);
        (await Should.ThrowAsync<DbException>(() => change.ExecuteNonQueryAsync())).Message.ShouldMatch("read-?only");
        await using var db = court.Get<Reads>().Open();
        (await Should.ThrowAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(statement))).Message.ShouldMatch("read-?only");

        (await court.EntriesOf("test:1")).Count.ShouldBe(1);
    }

    [Theory, DatabaseData]
    public async Task The_same_act_is_done_once_and_has_one_result(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        var act = NewAct();
        var runs = 0;
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => court.Get<Writer>().Do(new Command(act, "account:1", "test.write"), writing =>
        {
            writing.Journal("test:1", "test.written", []);
            return Task.FromResult(Interlocked.Increment(ref runs));
        })));

        results.Distinct().Count().ShouldBe(1);
        (await court.EntriesOf("test:1")).Count.ShouldBe(1);
    }

    [Theory, DatabaseData]
    public async Task An_act_id_does_not_serve_another_person_or_another_deed(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        var act = NewAct();
        await Write(court, "test:1", act);
        foreach (var command in new[] { new Command(act, "account:2", "test.write"), new Command(act, "account:1", "test.other") })
        {
            var refused = await Should.ThrowAsync<RefusedException>(() => court.Get<Writer>().Do(command, _ => Task.CompletedTask));
            refused.Refusal.Code.ShouldBe("ACT_REUSED");
        }
    }

    /// <summary>The locks of the leader and of the schema are above zero; whoever chose an act id to wait for those would hold a connection.</summary>
    [Theory, InlineData("00000000-0000-0000-0000-6d696e677a68"), InlineData("00000000-0000-0000-0000-0000005d4518"), InlineData("00000000-0000-7000-8000-000000000001")]
    public void No_act_waits_for_a_lock_of_the_court(string act) => ActTable.TurnOf(Guid.Parse(act)).ShouldBeLessThan(0);

    /// <summary>A person whose answer was lost unticks a power and sends the form again: "done" would be said of what was not done.</summary>
    [Theory, DatabaseData]
    public async Task An_act_id_does_not_serve_for_other_content(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        var act = NewAct();
        await Sent(court, act, "S4 S7");
        await Sent(court, act, "S4 S7");

        var refused = await Should.ThrowAsync<RefusedException>(() => Sent(court, act, "S4"));

        refused.Refusal.Code.ShouldBe("ACT_REUSED");
        (await court.EntriesOf("test:1")).Count.ShouldBe(1);
    }

    /// <summary>
    /// A line that is slow repeats a request while the first one still runs. The repeat must find the first result, not be refused by the
    /// state that the first has just made, and nothing may stand in the journal of a refusal.
    /// </summary>
    [Theory, DatabaseData]
    public async Task A_repeat_that_comes_while_the_first_still_runs_has_the_first_result(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        var command = new Command(NewAct(), "account:1", "test.write", "test:1");
        var (begun, end, repeated) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        var first = court.Get<Writer>().Do(command, async writing =>
        {
            begun.SetResult();
            await end.Task;
            writing.Journal("test:1", "test.written", []);
            return "first";
        });
        await begun.Task;
        var repeat = court.Get<Writer>().Do<string>(command, _ =>
        {
            repeated.TrySetResult();
            throw new RefusedException(new Refusal("WRONG_STATE"));
        });
        await Task.WhenAny(repeated.Task, SomebodyWaits(court, kind));
        end.SetResult();

        (await first).ShouldBe("first");
        (await repeat).ShouldBe("first");
        (await court.EntriesOf("test:1")).Select(entry => entry.Kind).ShouldBe(["test.written"]);
    }

    /// <summary>What an act read before it held the row may have been changed by the act that held it before.</summary>
    [Theory, PostgresData]
    public async Task What_is_held_is_as_it_is_now_and_not_as_it_was_read_before(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        var id = court.AccountOf("HKP");
        await court.Get<Writer>().Do(new Command(NewAct(), "system", "test.hold"), async writing =>
        {
            (await writing.Db.FindAsync<Account>(id))!.TimeZone.ShouldNotBe("Asia/Tokyo");
            await court.Plant(async db => (await db.FindAsync<Account>(id))!.TimeZone = "Asia/Tokyo");

            var account = await writing.Hold<Account>(id);

            account.TimeZone.ShouldBe("Asia/Tokyo");
            account.Language = "en";
            (await writing.Hold<Account>(id)).Language.ShouldBe("en", "what is held keeps what the act changed");
        });
    }

    [Theory, DatabaseData]
    public async Task What_an_act_changed_before_it_held_the_row_is_not_held(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        var id = court.AccountOf("HKP");
        await Should.ThrowAsync<InvalidOperationException>(() => court.Get<Writer>().Do(new Command(NewAct(), "system", "test.hold"), async writing =>
        {
            (await writing.Db.FindAsync<Account>(id))!.Language = "en";
            await writing.Hold<Account>(id);
        }));
    }

    /// <summary>Acts that fail leave nothing, and the others of the same commit stay; numbers and positions have no gap.</summary>
    [Theory, DatabaseData]
    public async Task Under_a_rush_streams_and_positions_have_no_gaps(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            try
            {
                await court.Get<Writer>().Do(new Command(NewAct(), "account:1", "test.write"), writing =>
                {
                    writing.Journal($"test:{i % 7}", "test.written", new JsonObject { ["i"] = i });
                    writing.Journal("test:all", "test.written", new JsonObject { ["i"] = i });
                    Refuse.If(i % 5 == 0 ? new Refusal("NOT_FOUND") : null);
                    return Task.CompletedTask;
                });
            }
            catch (RefusedException) when (i % 5 == 0)
            {
                // Every fifth is refused after it wrote.
            }
        }));

        var all = await court.EntriesOf("test:all");
        all.Select(entry => entry.Body["i"]!.GetValue<int>()).ShouldBe(Enumerable.Range(0, 200).Where(i => i % 5 != 0), ignoreOrder: true);
        await Placed(court, 320);
        var placed = await court.Get<JournalReader>().After(-1, 1000);
        placed.Select(entry => entry.Position).ShouldBe(Enumerable.Range(0, placed.Count).Select(position => (long)position));
        foreach (var stream in placed.GroupBy(entry => entry.Stream))
        {
            stream.Select(entry => entry.N).ShouldBe(Enumerable.Range(1, stream.Count()).Select(n => (long)n), stream.Key);
        }
    }

    /// <summary>Both nodes write, one gives positions; when it goes the other takes over.</summary>
    [Theory, PostgresData]
    public async Task Two_nodes_keep_one_journal(DatabaseKind kind)
    {
        await using var one = await CourtHost.Start(kind);
        await using var other = await CourtHost.Start(
            kind, null, $"Database:Connection={one.Get<DatabaseOptions>().Connection}", $"Data:Folder={one.Folder}");
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Write(i % 2 == 0 ? one : other, "test:1")));
        await Placed(other, 60);
        await one.Stop();
        await Write(other, "test:1");
        await Placed(other, 61);

        (await other.Get<JournalReader>().After(-1, ["test:1"])).Select(entry => entry.N).ShouldBe(Enumerable.Range(1, 61).Select(n => (long)n));
    }

    /// <summary>
    /// Attack: somebody posts what is refused for a quarter of an hour, so that the stream of the session grows past what a package can hold.
    /// Each is answered; the journal keeps enough to show what was tried.
    /// </summary>
    [Theory, DatabaseData]
    public async Task ACC_AW_02_Refused_attempts_are_noted_so_many_times_a_day_and_no_more(DatabaseKind kind)
    {
        var clock = FakeClock.OnAWednesdayMorning();
        await using var court = await CourtHost.Start(kind, clock);
        await Task.WhenAll(Enumerable.Range(0, NotedRefusals.MostADay + 30).Select(_ => Refused(court, "account:1", "test:1")));
        (await court.EntriesOf("test:1")).Count.ShouldBe(NotedRefusals.MostADay);

        await Refused(court, "account:1", "test:1");
        await Refused(court, "account:1", "test:2");
        await Refused(court, "account:2", "test:1");
        (await court.EntriesOf("test:1")).Select(entry => entry.Actor).ToHashSet().ShouldBe(["account:1", "account:2"], ignoreOrder: true);
        (await court.EntriesOf("test:1")).Count.ShouldBe(NotedRefusals.MostADay + 1);
        (await court.EntriesOf("test:2")).Count.ShouldBe(1);

        clock.Advance(TimeSpan.FromDays(1));
        await Refused(court, "account:1", "test:1");
        (await court.EntriesOf("test:1")).Count.ShouldBe(NotedRefusals.MostADay + 2);
    }

    static async Task Refused(CourtHost court, string actor, string stream) =>
        (await Should.ThrowAsync<RefusedException>(() => court.Get<Writer>().Do(
            new Command(NewAct(), actor, "test.write", stream), _ => throw new RefusedException(new Refusal("WRONG_STATE")))))
        .Refusal.Code.ShouldBe("WRONG_STATE");

    /// <summary>On SQLite there is one writer, so that whoever comes second always waits.</summary>
    static async Task SomebodyWaits(CourtHost court, DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            return;
        }

        await using var connection = await court.Get<Reads>().Connect();
        await using var waiting = connection.Command("select count(*) from pg_locks where locktype = 'advisory' and not granted");
        while (Convert.ToInt64(await waiting.ExecuteScalarAsync(), null) == 0)
        {
            await Task.Yield();
        }
    }

    static async Task Sent(CourtHost court, Guid act, string content)
    {
        SentContent.Begin(sent => System.Text.Encoding.UTF8.GetBytes(sent));
        SentContent.Came(act, content);
        await Write(court, "test:1", act);
    }

    static Task Write(CourtHost court, string stream, Guid? act = null) =>
        court.Get<Writer>().Do(new Command(act ?? NewAct(), "account:1", "test.write"), writing =>
        {
            writing.Journal(stream, "test.written", []);
            return Task.CompletedTask;
        });

    /// <summary>Waits until so many entries of tests have their positions.</summary>
    static async Task Placed(CourtHost court, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await court.Get<JournalReader>().After(-1, 10_000, limit.Token)).Count(entry => entry.Kind == "test.written") < count)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    static Guid NewAct() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
