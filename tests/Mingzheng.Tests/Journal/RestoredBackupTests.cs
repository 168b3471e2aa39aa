using System.Net;
using Microsoft.Extensions.Configuration;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Objects;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Journal;

/// <summary>A log that was published and goes on from an older backup would say two things about one position, both signed.</summary>
[Trait("kind", "court")]
public sealed class RestoredBackupTests
{
    [Theory, DatabaseData]
    public async Task A_database_older_than_its_published_log_takes_no_act_and_gives_no_position(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        await WritePlaced(court);
        await court.SaveDatabase("old");
        await court.Restart();
        await WritePlaced(court);
        await court.SaveDatabase("new");
        await court.PutDatabaseBack("old");
        await court.Restart();

        using var visitor = court.Visitor();
        var readiness = await visitor.Get("/health/ready");
        readiness.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        readiness.Text.ShouldStartWith("LOG_WENT_BACK");
        (await visitor.AskForCode("+8613800000102")).Refusal.ShouldBe("LOG_WENT_BACK");
        (await Should.ThrowAsync<RefusedException>(() => Write(court))).Refusal.Code.ShouldBe("LOG_WENT_BACK");
        court.Get<Leadership>().Lead.ShouldBeNull();
        court.Log.All.ShouldContain(line => line.StartsWith("Critical", StringComparison.Ordinal) && line.Contains("Restore the newer database", StringComparison.Ordinal));

        await court.PutDatabaseBack("new");
        await court.Restart();
        await WritePlaced(court);
    }

    /// <summary>When the newer database is lost for good, the log goes on under a name in which nothing was promised.</summary>
    [Theory, DatabaseData]
    public async Task A_new_origin_begins_a_new_log_on_what_is_left(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        await court.SaveDatabase("old");
        await court.Restart();
        await WritePlaced(court);
        await court.PutDatabaseBack("old");

        await using var anew = await CourtHost.Start(kind, null, $"Data:Folder={court.Folder}",
            $"Database:Connection={court.Connection}", "Log:Origin=court.example/second-log");
        await WritePlaced(anew);
        await anew.Restart();
        await WritePlaced(anew);
        await anew.Stop();
        await court.Restart();
        court.Get<Writer>().Closed.ShouldNotBeNull("The first log is still not continued.");
    }

    /// <summary>A database may be changed behind a court that runs: a standby that lags takes over. Then the next lead does not begin.</summary>
    [Theory, DatabaseData]
    public async Task A_lead_does_not_begin_on_a_log_that_was_not_signed(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        await WritePlaced(court);
        var key = court.Get<LogKey>();
        court.Get<KeptCheckpoint>().Keep(key.Sign(10_000, new byte[32]));

        (await court.Get<KeptCheckpoint>().IsContinued(default)).ShouldBeFalse();
        await Should.ThrowAsync<RefusedException>(() => Write(court));
    }

    [Fact]
    public async Task A_kept_checkpoint_that_the_log_did_not_sign_stops_the_start()
    {
        await using var court = await CourtHost.Start();
        await WritePlaced(court);
        await court.Stop();
        var kept = Directory.EnumerateFiles(Path.Combine(court.Folder, "keys"), "*.checkpoint").Single();
        await File.WriteAllTextAsync(kept, (await File.ReadAllTextAsync(kept)).Replace("\n— ", "\n\n— ", StringComparison.Ordinal));

        await Should.ThrowAsync<IOException>(court.Restart);
    }

    static Task Write(CourtHost court) =>
        court.Get<Writer>().Do(new Command(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "account:1", "test.write"), writing =>
        {
            writing.Journal("test:1", "test.written", []);
            return Task.CompletedTask;
        });

    /// <summary>Writes an entry and waits until its checkpoint is published and kept.</summary>
    static async Task WritePlaced(CourtHost court)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Write(court);
        while (true)
        {
            var next = court.Get<JournalSignals>().Placed.Next;
            if (await IsPublished(court, limit.Token))
            {
                return;
            }

            await Wake.Wait(next, TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    static async Task<bool> IsPublished(CourtHost court, CancellationToken stop)
    {
        var written = (await court.EntriesOf("test:1")).Count;
        var placed = (await court.Get<JournalReader>().After(-1, ["test:1"], stop: stop)).Count;
        var published = await court.Get<TransparencyLog>().Checkpoint(stop);
        return placed == written && Directory.EnumerateFiles(DataKeys.FolderOf(court.Get<IConfiguration>()), "*.checkpoint")
            .Any(file => File.ReadAllText(file) == published?.Note);
    }
}
