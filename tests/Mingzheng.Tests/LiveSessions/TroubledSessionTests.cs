using System.Security.Cryptography;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>What a session keeps when texts change, tabs crash and the media node is killed. All of it happens in one <see cref="TroubledSession"/>.</summary>
[Collection(LiveSubset.Name), Trait("kind", "live")]
public sealed class TroubledSessionTests(TroubledSession told) : IClassFixture<TroubledSession>
{
    /// <summary>The recorder seals every two seconds, and the media server holds back up to a second and a half of quiet sound.</summary>
    static readonly TimeSpan MostThatMayBeLost = TimeSpan.FromSeconds(3.5);

    [Fact]
    public async Task ACC_AW_03_A_text_changed_after_reading_is_read_again_and_its_old_signature_is_refused()
    {
        told.StaleSignature.Status.ShouldBe(409);
        told.StaleSignature.Code.ShouldBe("DOCUMENT_SUPERSEDED");
        told.Read[0].ShouldContain("和解");
        told.Read[1].ShouldNotBe(told.Read[0]);
        told.Read[1].ShouldContain("上诉");
        (await told.Session.Books.Count("room_readings r join documents d on d.id = r.document_id "
            + "where d.kind = 'power-of-attorney' and d.version = 1 and r.finished_at is not null and r.superseded_at is not null")).ShouldBe(1);
        (await told.Session.Books.Ceremonies()).Where(one => one is { Document: "power-of-attorney", Version: 1 })
            .ShouldAllBe(one => !one.Completed && one.VoidWhy == "power-of-attorney-changed");
        told.PowersInTheCase.ShouldBe("G1 G2 G3 G4 G5 S6");
    }

    [Fact]
    public async Task A_tab_killed_during_signing_comes_back_to_where_it_was_and_leaves_one_signature_of_each()
    {
        told.DoneBeforeTheCrash.ShouldBe(told.DoneAfterTheCrash, "Nothing that was done is lost.");
        var attempts = (await told.Session.Books.Ceremonies()).Where(one => one is { Document: "power-of-attorney", Version: 2 }).ToList();
        attempts.Where(one => one.Role == "principal").Select(one => (one.Completed, one.VoidWhy)).ShouldBe([(false, "begun-again"), (true, null)]);
        attempts.Where(one => one.Completed).Select(one => one.Role).ShouldBe(["principal", "agent", "judge"]);
    }

    [Fact]
    public async Task Nothing_is_read_while_the_recorder_is_silent_and_the_reading_goes_on_when_it_is_back()
    {
        told.SaidWhileSilent.ShouldContain("錄音錄影沒有同時收到");
        (await told.Session.Books.EntriesOf("recording.node-restarted")).ShouldHaveSingleItem();
        (await told.Session.Books.Count("room_readings r join documents d on d.id = r.document_id "
            + "where d.kind = 'power-of-attorney' and d.version = 1")).ShouldBe(1, "The reading went on; it was not begun anew.");
    }

    [Fact]
    public async Task A_media_node_killed_during_the_reading_loses_no_sealed_segment_and_little_of_the_rest()
    {
        var segments = await told.Session.Books.Segments();
        told.SegmentsBeforeTheKill.ShouldNotBeEmpty();
        told.SegmentsBeforeTheKill.Except(segments).ShouldBeEmpty("What was sealed before the kill is still there, and the same.");
        foreach (var segment in segments)
        {
            await Decrypts(segment);
        }

        var losses = new List<string>();
        var gaps = await told.Session.Books.Gaps();
        foreach (var track in segments.GroupBy(segment => (segment.Participant, segment.Role, segment.Kind)))
        {
            var last = track.Where(segment => segment.From < told.KilledAt).Max(segment => segment.To);
            var next = track.Where(segment => segment.From > told.KilledAt).Min(segment => segment.From);
            var lost = told.KilledAt - last;
            lost.ShouldBeLessThan(MostThatMayBeLost, $"{track.Key}: recorded before the kill and not kept.");
            gaps.ShouldContain(gap => gap.Participant == track.Key.Participant && gap.Kind == track.Key.Kind && gap.From <= last && gap.To >= next,
                $"{track.Key}: the time without recording is told as a gap.");
            losses.Add($"{track.Key.Role} {track.Key.Kind}: lost before the kill {lost.TotalSeconds:0.00} s, nothing recorded for {(next - last).TotalSeconds:0.0} s");
        }

        await Figures.Write("killed-media-node", [.. losses, $"the node was away for {told.NodeAway.TotalSeconds:0.0} s"]);
    }

    [Fact]
    public void The_session_ends_with_a_package_that_a_stranger_verifies() => told.Verified.ShouldBeTrue();

    async Task Decrypts(SegmentRow segment)
    {
        var file = Path.Combine(told.Session.Court.Data, "objects", segment.Path);
        Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file))).ShouldBe(segment.Sha256);
        var (exit, plain, errors) = await PublicTool.Run("age", ["-d", "-i", Path.Combine(told.Session.Outcome.Folder, "recording.key"), file]);
        exit.ShouldBe(0, errors);
        plain.Length.ShouldBeGreaterThan(0);
    }
}
