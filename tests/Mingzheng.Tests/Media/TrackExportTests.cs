using Mingzheng.Base.Programs;
using Mingzheng.Rooms.Media;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Media;

public sealed class TrackExportTests : IDisposable
{
    readonly RecordingDesk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Two_parts_become_one_file_with_the_pause_between_them()
    {
        const long began = 1_758_070_800_000_000;
        const long pause = 7_000_000;
        byte[][] segments =
        [
            [.. MjrSample.Header(began), .. MjrSample.Frames(0, 60)],
            MjrSample.Frames(60, 40),
            [.. MjrSample.Header(began + pause), .. MjrSample.Frames(0, 100)],
        ];
        await using var made = await new TrackExport(desk.Options).Make(TrackKind.Audio, Streams(segments), default);

        made.Seconds.ShouldBe(9.0, 0.1);
        made.FirstFrame.ShouldBe(began);
        using var folder = new TemporaryFolder();
        var bytes = new MemoryStream();
        await made.Content.CopyToAsync(bytes);
        folder.Write("track.webm", bytes.ToArray());
        var probe = await PublicTool.Run("ffprobe", ["-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", folder["track.webm"]]);
        System.Text.Encoding.ASCII.GetString(probe.Output).Trim().ShouldBe("opus");
    }

    [Fact]
    public async Task Nothing_in_clear_stays_behind()
    {
        await using (await new TrackExport(desk.Options).Make(
            TrackKind.Audio, Streams([[.. MjrSample.Header(1), .. MjrSample.Frames(0, 60)]]), default))
        {
            Directory.EnumerateFileSystemEntries(desk.Options.Memory, "export-*").ShouldBeEmpty();
        }
    }

    /// <summary>kill -9 during an export leaves a clear track in the memory folder; the lock beside it went with the process.</summary>
    [Fact]
    public void What_a_killed_process_left_is_removed_and_what_another_one_uses_stays()
    {
        foreach (var left in new[] { "export-killed", "export-without-lock" })
        {
            Directory.CreateDirectory(Path.Combine(desk.Options.Memory, left));
            File.WriteAllText(Path.Combine(desk.Options.Memory, left, "0.mjr"), "a face and a voice");
        }
        File.WriteAllText(Path.Combine(desk.Options.Memory, "export-killed.lock"), "");
        File.WriteAllText(Path.Combine(desk.Options.Memory, "export-only-lock.lock"), "");
        using var used = ExportFolder.Create(desk.Options.Memory);

        ExportFolder.RemoveLeftBehind(desk.Options.Memory).ShouldBe(3);

        Directory.EnumerateFileSystemEntries(desk.Options.Memory, "export-*").Order().ShouldBe([used.Path, $"{used.Path}.lock"]);
    }

    [Fact, Trait("kind", "court")]
    public async Task A_court_that_starts_again_removes_the_clear_tracks_that_it_left()
    {
        var track = Path.Combine(Directory.CreateDirectory(Path.Combine(desk.Options.Memory, "export-killed")).FullName, "track.webm");
        await File.WriteAllTextAsync(track, "a face and a voice");

        await using var court = await CourtHost.Start(settings: [$"Media:Memory={desk.Options.Memory}"]);

        Directory.EnumerateFileSystemEntries(desk.Options.Memory, "export-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recording_without_its_beginning_is_refused() =>
        await Should.ThrowAsync<UnplayableException>(() =>
            new TrackExport(desk.Options).Make(TrackKind.Audio, Streams([MjrSample.Frames(0, 60)]), default));

    [Fact]
    public async Task An_empty_recording_is_refused() =>
        await Should.ThrowAsync<UnplayableException>(() => new TrackExport(desk.Options).Make(TrackKind.Audio, Streams([]), default));

    [Fact]
    public async Task A_picture_that_no_decoder_can_begin_with_is_refused_as_unplayable() =>
        (await Should.ThrowAsync<UnplayableException>(() => new TrackExport(desk.Options).Make(
            TrackKind.Video, Streams([[.. MjrPictures.Header(1), .. MjrPictures.Frames(0, 60, isKey: false)]]), default)))
            .Why.ShouldBe("refused-by-ffprobe");

    [Fact]
    public async Task A_picture_that_begins_with_a_key_frame_is_playable()
    {
        await using var made = await new TrackExport(desk.Options).Make(
            TrackKind.Video, Streams([[.. MjrPictures.Header(1), .. MjrPictures.Frames(0, 50)]]), default);
        made.Seconds.ShouldBe(2.0, 0.1);
    }

    /// <summary>A machine that is suspended stops every clock but the one on the wall: that says nothing of the recording.</summary>
    [Fact]
    public async Task A_tool_that_the_clock_on_the_wall_ended_is_begun_again()
    {
        var begun = Path.Combine(desk.Options.Memory, "begun");

        (await TrackExport.Run("sh", ["-c", $"[ -e {begun} ] && exec echo done; : > {begun}; exec sleep 600"], Within(seconds: 3), default)).Trim().ShouldBe("done");
    }

    [Fact]
    public async Task A_recording_over_which_a_tool_always_hangs_is_named_and_not_tried_for_ever()
    {
        var begun = Path.Combine(desk.Options.Memory, "begun");

        (await Should.ThrowAsync<UnplayableException>(() =>
            TrackExport.Run("sh", ["-c", $"echo >> {begun}; exec sleep 600"], Within(seconds: 3), default))).Why.ShouldBe("too-hard-for-sh");
        (await File.ReadAllLinesAsync(begun)).Length.ShouldBeInRange(1, 3);
    }

    static ProgramBounds Within(int seconds) => new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(seconds), 1L << 30, LargestFile: 1024);

    static async IAsyncEnumerable<Stream> Streams(byte[][] segments)
    {
        foreach (var segment in segments)
        {
            yield return await Task.FromResult(new MemoryStream(segment));
        }
    }
}
