using Mingzheng.Rooms.Media.Events;
using Mingzheng.Rooms.Media;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Media;

public sealed class RoomLedgerTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Events_come_back_in_order_as_what_they_were()
    {
        using (var ledger = RoomLedger.Open(folder.Path, "r"))
        {
            ledger.Append(Connected(1), new TrackGap(Id(2), "r", 2, "principal", TrackKind.Video, 5, null));
            ledger.Append(new RecordingFinished(Id(3), "r", 3, [new RecordedTrack("principal", TrackKind.Audio, 7, 900)]));
        }
        using var again = RoomLedger.Open(folder.Path, "r");
        again.All().Select(e => e.GetType()).ShouldBe([typeof(ParticipantConnected), typeof(TrackGap), typeof(RecordingFinished)]);
        again.All()[1].ShouldBe(new TrackGap(Id(2), "r", 2, "principal", TrackKind.Video, 5, null));
    }

    [Fact]
    public void A_line_cut_off_by_a_crash_is_dropped_and_the_next_one_is_whole()
    {
        using (var ledger = RoomLedger.Open(folder.Path, "r"))
        {
            ledger.Append(Connected(1));
        }
        File.AppendAllText(folder["r.events"], "{\"kind\":\"participant-conn");
        using var again = RoomLedger.Open(folder.Path, "r");
        again.Append(Connected(2));
        again.All().ShouldBe([Connected(1), Connected(2)]);
    }

    [Fact]
    public void What_was_not_marked_as_delivered_is_offered_again_after_a_restart()
    {
        using (var ledger = RoomLedger.Open(folder.Path, "r"))
        {
            ledger.Append(Connected(1), Connected(2), Connected(3));
            var (events, mark) = ledger.Undelivered(2);
            events.ShouldBe([Connected(1), Connected(2)]);
            ledger.MarkDelivered(mark);
        }
        using var again = RoomLedger.Open(folder.Path, "r");
        again.AllDelivered.ShouldBeFalse();
        var (rest, end) = again.Undelivered(10);
        rest.ShouldBe([Connected(3)]);
        again.MarkDelivered(end);
        again.AllDelivered.ShouldBeTrue();
    }

    static ParticipantConnected Connected(int n) => new(Id(n), "r", n, "principal");

    static Guid Id(int n) => new(n, 0, 7, 1, 2, 3, 4, 5, 6, 7, 8);
}
