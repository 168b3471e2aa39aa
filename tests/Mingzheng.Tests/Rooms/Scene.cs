using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Shouldly;

namespace Mingzheng.Tests.Rooms;

/// <summary>A court with a media node beside it, and a session that three people have booked through the screens.</summary>
public sealed class Scene : IAsyncDisposable
{
    readonly CourtHost court;
    readonly StandInMediaNode media;
    readonly Witnessing.Scene people;

    Scene(CourtHost court, StandInMediaNode media, Witnessing.Scene people)
    {
        (this.court, this.media, this.people) = (court, media, people);
        Session = new Session(court, media, people.Room, people.Principal, people.Agent, people.Judge);
    }

    public Session Session { get; }

    public Guid Authorization => people.Authorization;

    public string Address => people.Address;

    /// <param name="book">How the three come to their booking; null for the special powers of ACC-AW-01.</param>
    public static async Task<Scene> Booked(DatabaseKind kind, Func<CourtHost, Task<Witnessing.Scene>>? book = null, params string[] settings)
    {
        var media = await StandInMediaNode.Start();
        var court = await CourtHost.Start(kind, null,
        [
            $"Media:Url={media.Address}", $"Media:Secret={StandInMediaNode.Secret}", "Media:AppUrl=http://127.0.0.1:1",
            // The one stranger of the tests stands for many.
            "Verification:FilesPerMinute=1000", "Verification:CodesPerMinute=1000", .. settings,
        ]);
        media.Serve(court);
        return new Scene(court, media, await (book?.Invoke(court) ?? Witnessing.Scene.Booked(court, "S4", "S7")));
    }

    /// <summary>The judge's review, once the recording is sealed and exported.</summary>
    public async Task Approve()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        Page answer;
        do
        {
            await Task.Delay(100, limit.Token);
            await Session.Judge.Get("/desk");
            answer = await Session.Judge.Post($"/authorizations/{Authorization:D}/approval");
        }
        while (answer.Refusal == "RECORDING_NOT_SEALED");
        answer.Refusal.ShouldBeNull(answer.Text);
    }

    public async ValueTask DisposeAsync()
    {
        people.Dispose();
        await court.DisposeAsync();
        await media.DisposeAsync();
    }
}
