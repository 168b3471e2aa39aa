using Mingzheng.Rooms.Media.Recording;
using Mingzheng.Rooms.Media;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Media;

public sealed class RoomRecorderTests : IDisposable
{
    readonly RecordingDesk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Segments_of_a_growing_track_decrypt_with_age_to_the_bytes_that_were_written()
    {
        var header = MjrSample.Header(desk.Micros);
        desk.Write("principal", desk.Micros, header, MjrSample.Frames(0, 100));
        desk.Look();
        desk.Clock.Advance(TimeSpan.FromSeconds(2));
        desk.Write("principal", desk.Segments[0].Part, MjrSample.Frames(100, 100));
        desk.Look();

        desk.Segments.Select(s => s.No).ShouldBe([0, 1]);
        desk.Segments[0].Path.ShouldBe("recordings/room-1/principal-audio-00000.mjr.age");
        (await desk.Decrypt(desk.Segments)).ShouldBe([.. header, .. MjrSample.Frames(0, 200)]);
    }

    [Fact]
    public async Task Debian_reads_the_decrypted_segments_as_sound_of_the_right_length()
    {
        desk.Write("judge", desk.Micros, MjrSample.Header(desk.Micros), MjrSample.Frames(0, 150));
        desk.Look();
        desk.Write("judge", desk.Segments[0].Part, MjrSample.Frames(150, 100));
        desk.Look();

        using var folder = new TemporaryFolder();
        folder.Write("track.mjr", await desk.Decrypt(desk.Segments));
        (await PublicTool.Run("janus-pp-rec", [folder["track.mjr"], folder["track.opus"]])).ExitCode.ShouldBe(0);
        var probe = await PublicTool.Run("ffprobe", ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", folder["track.opus"]]);
        double.Parse(probe.Output, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(5.0, 0.1);
    }

    [Fact]
    public async Task A_frame_still_being_written_waits_for_its_rest()
    {
        var cut = MjrSample.Frame(10);
        desk.Write("lawyer", desk.Micros, MjrSample.Header(desk.Micros), MjrSample.Frames(0, 10), cut[..7]);
        desk.Look();
        (await desk.Decrypt(desk.Segments)).ShouldBe([.. MjrSample.Header(desk.Micros), .. MjrSample.Frames(0, 10)]);

        desk.Write("lawyer", desk.Micros, cut[7..]);
        desk.Look();
        (await desk.Decrypt(desk.Segments)).ShouldBe([.. MjrSample.Header(desk.Micros), .. MjrSample.Frames(0, 11)]);
    }

    [Fact]
    public void A_header_still_being_written_is_no_segment_yet()
    {
        desk.Write("lawyer", desk.Micros, MjrSample.Header(desk.Micros)[..20]);
        desk.Look();
        desk.Segments.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_left_by_a_killed_server_is_sealed_to_its_last_whole_frame_and_removed()
    {
        var path = desk.Write("lawyer", desk.Micros, MjrSample.Header(desk.Micros), MjrSample.Frames(0, 50), MjrSample.Frame(50)[..12]);
        desk.CloseFiles();
        desk.Look();

        File.Exists(path).ShouldBeFalse();
        desk.Recorder.IsEmpty.ShouldBeTrue();
        (await desk.Decrypt(desk.Segments)).ShouldBe([.. MjrSample.Header(desk.Micros), .. MjrSample.Frames(0, 50)]);
    }

    [Fact]
    public async Task After_a_kill_the_recorder_goes_on_where_the_last_announced_segment_ended()
    {
        var part = desk.Micros;
        desk.Write("principal", part, MjrSample.Header(part), MjrSample.Frames(0, 500));
        desk.Look();
        desk.Write("principal", part, MjrSample.Frames(500, 100));
        desk.RestartRecorder();
        desk.CloseFiles();
        desk.Look();

        desk.Segments.Select(s => s.No).ShouldBe([0, 1]);
        (await desk.Decrypt(desk.Segments)).ShouldBe([.. MjrSample.Header(part), .. MjrSample.Frames(0, 600)]);
    }

    [Fact]
    public async Task A_segment_that_was_never_announced_is_sealed_again_under_its_number()
    {
        // A kill between the segment's file and the ledger: the file on disk is an orphan that nobody was told of.
        var part = desk.Micros;
        var orphan = Path.Combine(desk.Objects, "recordings/room-1/principal-audio-00000.mjr.age");
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await File.WriteAllTextAsync(orphan, "half a segment");
        desk.Write("principal", part, MjrSample.Header(part), MjrSample.Frames(0, 20));
        desk.Look();

        (await desk.Decrypt(desk.Segments)).ShouldBe([.. MjrSample.Header(part), .. MjrSample.Frames(0, 20)]);
    }

    [Fact]
    public void Memory_is_given_back_only_for_what_is_sealed()
    {
        var part = desk.Micros;
        var path = desk.Write("principal", part, MjrSample.Header(part), MjrSample.Frames(0, 4000));
        desk.Look();

        var bytes = File.ReadAllBytes(path);
        bytes.Length.ShouldBe(MjrSample.Header(part).Length + (4000 * MjrSample.Frame(0).Length));
        bytes.AsSpan(0, 8).SequenceEqual("MJR00002"u8).ShouldBeTrue();
        bytes.AsSpan(4096, 8192).IndexOfAnyExcept((byte)0).ShouldBe(-1);
    }

    [Fact]
    public async Task A_second_connection_is_a_second_part_and_the_time_between_is_a_gap()
    {
        var first = desk.Micros;
        desk.Write("principal", first, MjrSample.Header(first), MjrSample.Frames(0, 50));
        desk.CloseFiles();
        desk.Clock.Advance(TimeSpan.FromSeconds(9));
        var second = desk.Micros;
        desk.Write("principal", second, MjrSample.Header(second), MjrSample.Frames(0, 50));
        desk.Look();

        desk.Segments.Select(s => (s.No, s.Part)).ShouldBe([(0, first), (1, second)]);
        desk.Events.OfType<RecordingStarted>().Select(e => e.Part).ShouldBe([first, second]);
        var gap = desk.Events.OfType<TrackGap>().ShouldHaveSingleItem();
        (gap.From, gap.To).ShouldBe((first + (49 * 20_000), second));
        (await desk.Decrypt([desk.Segments[1]])).ShouldBe([.. MjrSample.Header(second), .. MjrSample.Frames(0, 50)]);
    }

    [Fact]
    public void A_later_part_waits_until_the_part_before_it_has_ended()
    {
        var first = desk.Micros;
        desk.Write("principal", first, MjrSample.Header(first), MjrSample.Frames(0, 50));
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = desk.Micros;
        desk.Write("principal", second, MjrSample.Header(second), MjrSample.Frames(0, 50));
        desk.Look();
        desk.Segments.ShouldHaveSingleItem().Part.ShouldBe(first);

        desk.Write("principal", first, MjrSample.Frames(50, 2));
        desk.CloseFiles();
        desk.Look();
        desk.Segments.Select(s => s.Part).ShouldBe([first, first, second]);
    }

    [Fact]
    public void A_connected_track_that_falls_silent_is_an_open_gap_until_it_speaks_again()
    {
        var part = desk.Micros;
        desk.Write("principal", part, MjrSample.Header(part), MjrSample.Frames(0, 50));
        desk.Look(true, "principal");
        desk.Clock.Advance(TimeSpan.FromSeconds(7));
        desk.Look(true, "principal");
        desk.Look(true, "principal");

        var last = part + (49 * 20_000);
        var open = desk.Events.OfType<TrackGap>().ShouldHaveSingleItem();
        (open.From, open.To).ShouldBe((last, null));

        desk.Write("principal", part, MjrSample.Frames(400, 50));
        desk.Look(true, "principal");
        var closed = desk.Events.OfType<TrackGap>().Last();
        (closed.From, closed.To).ShouldBe((last, part + (400 * 20_000)));
        desk.Events.OfType<TrackGap>().Count().ShouldBe(2);
    }

    [Fact]
    public void A_damaged_file_is_sealed_up_to_the_damage_and_not_kept_in_clear()
    {
        var part = desk.Micros;
        var path = desk.Write("principal", part, MjrSample.Header(part), MjrSample.Frames(0, 50), new byte[40], MjrSample.Frames(50, 5));
        desk.Look();

        desk.Segments.ShouldHaveSingleItem().To.ShouldBe(part + (49 * 20_000));
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_is_no_recording_of_this_room_is_left_alone()
    {
        File.WriteAllBytes(Path.Combine(desk.Recorder.Folder, MjrSample.Name("another", "principal", 1)), MjrSample.Header(1));
        desk.Look();
        desk.Recorder.Tracks().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_written_waits_and_is_sealed_when_it_can()
    {
        // The object folder is a file: nothing can be put there, like on a disk that is full or gone.
        var part = desk.Micros;
        await File.WriteAllTextAsync(desk.Objects, "");
        desk.Write("principal", part, MjrSample.Header(part), MjrSample.Frames(0, 50));
        desk.Look();
        desk.Segments.ShouldBeEmpty();

        File.Delete(desk.Objects);
        desk.Look();
        (await desk.Decrypt(desk.Segments)).ShouldBe([.. MjrSample.Header(part), .. MjrSample.Frames(0, 50)]);
    }

    [Fact]
    public void Segments_are_cut_every_two_seconds_and_growth_is_seen_at_once()
    {
        var part = desk.Micros;
        desk.Write("principal", part, MjrSample.Header(part), MjrSample.Frames(0, 10));
        desk.Look(sealNow: false);
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        desk.Write("principal", part, MjrSample.Frames(10, 10));
        desk.Look(sealNow: false);

        desk.Segments.Count.ShouldBe(1);
        desk.Recorder.Tracks().ShouldHaveSingleItem().LastBytesAt.ShouldBe(desk.Micros);
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        desk.Look(sealNow: false);
        desk.Segments.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("MJR00001")]
    [InlineData("RIFFxxxx")]
    public void Another_format_is_refused(string mark) =>
        Should.Throw<InvalidDataException>(() => Mjr.ReadHeader(System.Text.Encoding.ASCII.GetBytes(mark)));
}
