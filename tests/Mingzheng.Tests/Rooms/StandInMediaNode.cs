using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mingzheng.Base;
using Mingzheng.Proof.Age;
using Mingzheng.Rooms.Media;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Media;

namespace Mingzheng.Tests.Rooms;

/// <summary>
/// Speaks the boundary of a media node without any camera: what it "records" is silence and blackness, encrypted and reported as a real
/// node does.
/// </summary>
public sealed class StandInMediaNode : IAsyncDisposable
{
    public const string Secret = "media-secret-of-the-tests-0123456789";
    const int SoundsPerBeat = 50;
    const int PicturesPerBeat = 25;

    readonly WebApplication app;
    readonly ConcurrentDictionary<string, RecordedRoom> rooms = new();
    CourtHost? court;

    StandInMediaNode(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    /// <summary>What the node was told, in order: "admit PARTICIPANT", "isolate PARTICIPANT", ...</summary>
    public ConcurrentQueue<string> Told { get; } = new();

    /// <summary>The node answers that it could not isolate anybody, as one that is busy or half down.</summary>
    public bool RefusesIsolation { get; set; }

    /// <summary>What the node records: sound and picture of everybody, unless a test says otherwise.</summary>
    public Func<string, TrackKind, bool> Records { get; set; } = (_, _) => true;

    /// <summary>A participant whose pictures never hold one that a player can begin with.</summary>
    public string? WithoutKeyFrame { get; set; }

    /// <summary>What somebody does to the store before the end of the recording is reported.</summary>
    public Action BeforeFinished { get; set; } = () => { };

    public static async Task<StandInMediaNode> Start()
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var node = new StandInMediaNode(builder.Build());
        node.Map();
        await node.app.StartAsync();
        node.Address = node.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return node;
    }

    public void Serve(CourtHost host) => court = host;

    /// <summary>Seals one more second of everybody admitted and reports it, so that signing is unlocked.</summary>
    public async Task Beat(string room)
    {
        var now = TimeProvider.System.Now().ToMicroseconds();
        var recorded = rooms[room];
        var sealedNow = recorded.Participants.Keys.Order().SelectMany(participant => new[] { TrackKind.Audio, TrackKind.Video }
            .Where(kind => Records(participant, kind)).Select(kind => Seal(room, recorded, (participant, kind), now))).ToList();
        await Report(new RecordingSealed(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), room, now, sealedNow));
    }

    public async Task Report(params MediaEvent[] events)
    {
        using var http = new HttpClient { BaseAddress = court!.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        using var answer = await http.PostAsJsonAsync("/internal/media/events", events, MediaJson.Options);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    void Map()
    {
        app.MapPut("/rooms/{room}", async (string room, HttpRequest request) =>
        {
            var order = await request.ReadFromJsonAsync<OpenRoom>(MediaJson.Options);
            rooms.TryAdd(room, new RecordedRoom(AgeRecipient.Parse(order!.RecordingRecipient)));
            Told.Enqueue("open");
        });
        app.MapPut("/rooms/{room}/participants/{participant}", (string room, string participant) =>
        {
            rooms[room].Participants.TryAdd(participant, 0);
            Told.Enqueue($"admit {participant}");
        });
        app.MapPut("/rooms/{room}/participants/{participant}/isolation", async (string participant, HttpRequest request) =>
        {
            var order = await request.ReadFromJsonAsync<IsolateParticipant>(MediaJson.Options);
            var refused = RefusesIsolation && order!.Isolated;
            Told.Enqueue($"{(refused ? "in vain: " : "")}{(order!.Isolated ? "isolate" : "join")} {participant}");
            return refused ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.NoContent();
        });
        app.MapDelete("/rooms/{room}", Finish);
        app.MapPost("/rooms/{room}/participants/{participant}/grants", () => Results.Json(new SignallingGrant("one", long.MaxValue), MediaJson.Options));
        app.UseWebSockets();
        app.Map("/signal", Listen);
    }

    /// <summary>Says nothing, until the other side goes.</summary>
    static async Task Listen(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        while ((await socket.ReceiveAsync(new byte[1024], context.RequestAborted)).MessageType != WebSocketMessageType.Close)
        {
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }

    async Task Finish(string room)
    {
        Told.Enqueue("close");
        BeforeFinished();
        var tracks = rooms[room].Segments.Select(one => new RecordedTrack(one.Key.Participant, one.Key.Kind, one.Value, 0)).ToList();
        await Report(new RecordingFinished(rooms[room].Finished, room, TimeProvider.System.Now().ToMicroseconds(), tracks));
    }

    SealedSegment Seal(string room, RecordedRoom recorded, (string Participant, TrackKind Kind) track, long now)
    {
        var no = recorded.Segments.GetValueOrDefault(track);
        recorded.Segments[track] = no + 1;
        var plain = Recorded(track, no, recorded.Began);
        var path = $"recordings/{room}/{track.Participant}-{track.Kind.ToString().ToLowerInvariant()}-{no:D5}.mjr.age";
        var file = Path.Combine(court!.Folder, "objects", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var cipher = AgeFile.Encrypt(plain, recorded.Recipient);
        File.WriteAllBytes(file, cipher);
        return new SealedSegment(track.Participant, track.Kind, recorded.Began, no, path, cipher.Length,
            Convert.ToHexStringLower(SHA256.HashData(cipher)), now - 1_000_000, now, plain.Length);
    }

    byte[] Recorded((string Participant, TrackKind Kind) track, int no, long began)
    {
        var (header, frames) = track.Kind == TrackKind.Audio
            ? (MjrSample.Header(began), MjrSample.Frames(no * SoundsPerBeat, SoundsPerBeat))
            : (MjrPictures.Header(began), MjrPictures.Frames(no * PicturesPerBeat, PicturesPerBeat, track.Participant != WithoutKeyFrame));
        return no == 0 ? [.. header, .. frames] : frames;
    }

    sealed class RecordedRoom(AgeRecipient recipient)
    {
        public AgeRecipient Recipient => recipient;

        public long Began { get; } = TimeProvider.System.Now().ToMicroseconds();

        public Guid Finished { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

        public ConcurrentDictionary<string, int> Participants { get; } = [];

        /// <summary>How many segments each track has.</summary>
        public ConcurrentDictionary<(string Participant, TrackKind Kind), int> Segments { get; } = [];
    }
}
