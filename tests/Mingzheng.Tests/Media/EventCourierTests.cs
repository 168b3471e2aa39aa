using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Mingzheng.Proof.Age;
using Mingzheng.Rooms.Media;
using Mingzheng.Rooms.Media.Events;
using Mingzheng.Rooms.Media.Live;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Media;

/// <summary>How the events of many rooms reach one app.</summary>
public sealed class EventCourierTests : IDisposable
{
    readonly TemporaryFolder disk = new();

    /// <summary>Attack: an event that the app will never take stands before those of every other room.</summary>
    [Fact]
    public async Task A_room_whose_events_are_refused_holds_back_no_other()
    {
        var options = new MediaOptions { State = disk["state"], Objects = disk["objects"], Memory = disk["memory"] };
        using var rooms = new MediaRooms(options, TimeProvider.System, NullLogger<MediaRooms>.Instance);
        rooms.Restore();
        foreach (var room in new[] { "refused", "room-1", "room-2" })
        {
            await rooms.Open(room, AgeIdentity.Generate().Recipient.ToString());
            rooms.Ledgers().Single(one => one.Room == room).Append(new ParticipantConnected(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), room, 1, "principal"));
        }

        using var app = new App();
        using var http = new HttpClient(app) { BaseAddress = new Uri("http://app.invalid") };
        using var courier = new EventCourier(rooms, http, TimeProvider.System, NullLogger<EventCourier>.Instance);
        await courier.StartAsync(default);
        await app.Taken.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await courier.StopAsync(default);

        rooms.Ledgers().Single(one => one.Room == "refused").Undelivered(10).Events.Count.ShouldBe(1, "It stays on disk.");
    }

    public void Dispose() => disk.Dispose();

    /// <summary>Takes the events of all rooms but one.</summary>
    sealed class App : HttpMessageHandler
    {
        readonly ConcurrentDictionary<string, bool> taken = new();

        public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var text = await request.Content!.ReadAsStringAsync(cancellationToken);
            if (text.Contains("\"refused\"", StringComparison.Ordinal))
            {
                return new HttpResponseMessage(HttpStatusCode.InternalServerError);
            }

            foreach (var room in new[] { "room-1", "room-2" }.Where(room => text.Contains($"\"{room}\"", StringComparison.Ordinal)))
            {
                taken[room] = true;
            }

            if (taken.Count == 2)
            {
                Taken.TrySetResult();
            }

            return new HttpResponseMessage(HttpStatusCode.NoContent);
        }
    }
}
