using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Journal;

/// <summary>A recording writes every two seconds; were all open screens woken by it, a busy court would spend its connections on looking.</summary>
[Trait("kind", "court")]
public sealed class StreamBellsTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory, DatabaseData]
    public async Task An_entry_wakes_those_who_follow_its_stream_and_nobody_else(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        var bells = await Ringing(court);
        using var quiet = bells.Listen(["test:quiet", "test:silent"]);
        using var busy = bells.Listen(["test:quiet-too", "test:busy"]);
        var heard = quiet.Bell.Next;
        for (var i = 0; i < 5; i++)
        {
            await Rung(court, busy, "test:busy");
        }

        heard.IsCompleted.ShouldBeFalse();
        await Rung(court, quiet, "test:silent");
    }

    [Theory, DatabaseData]
    public async Task Two_who_follow_one_stream_are_both_woken_and_one_who_left_is_not(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        var bells = await Ringing(court);
        using var one = bells.Listen(["test:busy"]);
        using var other = bells.Listen(["test:busy"]);
        var gone = bells.Listen(["test:busy"]);
        var all = Task.WhenAll(one.Bell.Next, other.Bell.Next, gone.Bell.Next);
        await Rung(court, one, "test:busy");
        await all.WaitAsync(Patience);
        gone.Dispose();
        var (heard, left) = (other.Bell.Next, gone.Bell.Next);
        await Rung(court, one, "test:busy");

        await heard.WaitAsync(Patience);
        left.IsCompleted.ShouldBeFalse();
    }

    /// <summary>When the reader of positions begins it rings for everyone, once.</summary>
    static async Task<StreamBells> Ringing(CourtHost court)
    {
        using var early = court.Get<StreamBells>().Listen(["test:early"]);
        await Rung(court, early, "test:early");
        return court.Get<StreamBells>();
    }

    static async Task Rung(CourtHost court, StreamBells.Listener listener, string stream)
    {
        var next = listener.Bell.Next;
        await court.Get<Writer>().Do(new Command(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "account:1", "test.write"), writing =>
        {
            writing.Journal(stream, "test.written", []);
            return Task.CompletedTask;
        });
        await next.WaitAsync(Patience);
    }
}
