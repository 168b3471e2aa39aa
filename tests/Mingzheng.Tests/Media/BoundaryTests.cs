using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Mingzheng.Base;
using Mingzheng.Rooms.Media.Live;
using Mingzheng.Rooms.Media;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Media;

public sealed class BoundaryTests
{
    readonly FakeClock clock = FakeClock.OnAWednesdayMorning();

    [Fact]
    public void A_grant_works_once()
    {
        var grants = new Grants(clock);
        var grant = grants.Issue("room", "principal").Grant;
        grants.Redeem(grant).ShouldBe(("room", "principal"));
        grants.Redeem(grant).ShouldBeNull();
    }

    [Fact]
    public void A_grant_works_for_thirty_seconds()
    {
        var grants = new Grants(clock);
        var kept = grants.Issue("room", "principal").Grant;
        var late = grants.Issue("room", "principal").Grant;
        clock.Advance(TimeSpan.FromSeconds(30));
        grants.Redeem(kept).ShouldNotBeNull();
        clock.Advance(TimeSpan.FromSeconds(1));
        grants.Redeem(late).ShouldBeNull();
    }

    [Fact]
    public async Task The_relay_password_is_what_openssl_computes_for_coturn()
    {
        var turn = new TurnOptions { Urls = ["turn:127.0.0.1:3478"], Secret = "a-secret-for-the-relay" };
        var server = TurnCredentials.For("principal", turn, clock.GetUtcNow())[0]!;
        var user = (string)server["username"]!;
        user.ShouldBe($"{clock.GetUtcNow().AddHours(6).ToUnixTimeSeconds()}:principal");
        var hmac = await PublicTool.Run(
            "openssl", ["dgst", "-sha1", "-hmac", turn.Secret, "-binary"], System.Text.Encoding.UTF8.GetBytes(user));
        ((string)server["credential"]!).ShouldBe(Convert.ToBase64String(hmac.Output));
    }

    [Fact]
    public void Without_a_relay_the_browser_gets_none() =>
        TurnCredentials.For("principal", new TurnOptions(), clock.GetUtcNow()).ShouldBeEmpty();

    [Theory]
    [InlineData("\"all\"", "anyone", true)]
    [InlineData("[\"judge\"]", "judge", true)]
    [InlineData("[\"judge\"]", "lawyer", false)]
    [InlineData("[]", "judge", false)]
    public void Who_may_be_heard_is_all_or_those_named(string json, string speaker, bool heard) =>
        JsonSerializer.Deserialize<Hearing>(json, MediaJson.Options)!.Includes(speaker).ShouldBe(heard);

    [Fact]
    public void Who_may_be_heard_is_never_guessed() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Hearing>("\"nobody\"", MediaJson.Options));

    [Fact]
    public void The_app_reads_events_with_its_ordinary_json_settings()
    {
        MediaEvent sent = new TrackGap(Guid.CreateVersion7(clock.GetUtcNow()), "room", 1, "judge", TrackKind.Video, 2, null);
        var text = JsonSerializer.Serialize(new[] { sent }, MediaJson.Options);
        text.ShouldStartWith("[{\"kind\":\"recording-gap\"");
        JsonSerializer.Deserialize<MediaEvent[]>(text, JsonSerializerOptions.Web).ShouldBe([sent]);
    }

    [Theory]
    [InlineData("Bearer the-right-secret-of-32-characters", true)]
    [InlineData("Bearer the-wrong-secret-of-32-characters", false)]
    [InlineData("Basic the-right-secret-of-32-characters", false)]
    [InlineData("", false)]
    public void Only_the_bearer_of_the_secret_is_believed(string header, bool allowed)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = header;
        new MediaSecret("the-right-secret-of-32-characters").Allows(request).ShouldBe(allowed);
    }

    [Fact]
    public void All_faults_of_the_settings_are_told_at_once()
    {
        var faulty = new MediaOptions
        {
            Secret = "short", Url = "nowhere", RtpPorts = "1-2", Memory = "/var/tmp", Turn = new TurnOptions { Urls = ["turn:x"] },
        };
        faulty.Faults().Count.ShouldBe(5);
        new MediaOptions { Secret = new string('s', 32) }.Faults().ShouldBeEmpty();
    }

    [Fact]
    public void Signing_is_open_only_while_sound_and_picture_of_all_reach_the_recording()
    {
        var now = clock.GetUtcNow();
        var fresh = now.AddSeconds(-2).ToMicroseconds();
        var stale = now.AddSeconds(-9).ToMicroseconds();
        var within = TimeSpan.FromSeconds(5);
        State(fresh, fresh).IsRecording(["principal"], now, within).ShouldBeTrue();
        State(fresh, stale).IsRecording(["principal"], now, within).ShouldBeFalse();
        State(fresh, fresh).IsRecording(["principal", "lawyer"], now, within).ShouldBeFalse();
    }

    static RoomState State(long sound, long picture) => new("room",
    [
        new ParticipantState("principal", true, false,
            [new TrackFlow(TrackKind.Audio, true, 9, sound), new TrackFlow(TrackKind.Video, true, 9, picture)]),
    ]);
}
