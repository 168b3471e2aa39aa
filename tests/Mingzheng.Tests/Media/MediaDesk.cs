using Microsoft.Extensions.Logging.Abstractions;
using Mingzheng.Proof.Age;
using Mingzheng.Rooms.Media;
using Mingzheng.Rooms.Media.Live;
using Mingzheng.Tests.Proof;

namespace Mingzheng.Tests.Media;

/// <summary>The rooms of a media node beside a media server that answers late or not at all; nothing is waited for as long as in a court.</summary>
sealed class MediaDesk : IAsyncDisposable
{
    readonly TemporaryFolder disk = new();
    readonly HurriedClock clock = new();

    MediaDesk(StandInJanus janus)
    {
        Janus = janus;
        var options = new MediaOptions { State = disk["state"], Objects = disk["objects"], Memory = disk["memory"] };
        Rooms = new MediaRooms(options, clock, NullLogger<MediaRooms>.Instance);
        Rooms.Restore();
    }

    public StandInJanus Janus { get; }

    public MediaRooms Rooms { get; }

    string Recipient { get; } = AgeIdentity.Generate().Recipient.ToString();

    public static async Task<MediaDesk> Start()
    {
        var desk = new MediaDesk(await StandInJanus.Start(new HurriedClock()));
        await desk.Rooms.EngineUp(desk.Janus.Link);
        return desk;
    }

    public async Task<LiveRoom> Open(string room) => (await Rooms.Open(room, Recipient))!;

    public static async Task<Peer> Enter(LiveRoom room, string participant)
    {
        room.Admit(participant, Hearing.All);
        return (await room.Enter(participant, key: null))!.Value.Peer;
    }

    /// <summary>A judge and a lawyer who receive each other.</summary>
    public async Task<LiveRoom> WithTwo()
    {
        var room = await Open("room-1");
        foreach (var one in new[] { "judge", "lawyer" })
        {
            await (await Enter(room, one)).Begin(Janus.Link);
        }

        await Janus.Subscribed;
        return room;
    }

    public async ValueTask DisposeAsync()
    {
        await Janus.DisposeAsync();
        Rooms.Dispose();
        disk.Dispose();
    }
}
