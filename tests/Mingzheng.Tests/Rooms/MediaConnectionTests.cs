using System.Net.WebSockets;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>Attacks: hearing a meeting after the right to it has gone, and from a page of another site in a participant's browser.</summary>
[Trait("kind", "court")]
public sealed class MediaConnectionTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory, DatabaseData]
    public async Task A_connection_ends_when_the_sign_in_behind_it_does(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind, null, "Media:AskAgainEvery=00:00:00.05");
        await scene.Session.RunUntil("identity");
        using var socket = await Connect(scene.Session, null);
        var end = socket.ReceiveAsync(new byte[1024], CancellationToken.None);
        end.IsCompleted.ShouldBeFalse();

        await scene.Session.Principal.Submit(await scene.Session.Principal.Get("/desk"), "/sign-out");

        (await end.WaitAsync(Patience)).MessageType.ShouldBe(WebSocketMessageType.Close);
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.PolicyViolation);
    }

    [Fact]
    public async Task A_page_of_another_site_gets_no_connection()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        await scene.Session.RunUntil("identity");

        await Should.ThrowAsync<WebSocketException>(() => Connect(scene.Session, "https://court.example.attacker.example"));

        using var own = await Connect(scene.Session, scene.Session.Court.Address.GetLeftPart(UriPartial.Authority));
        own.State.ShouldBe(WebSocketState.Open);
    }

    static async Task<ClientWebSocket> Connect(Session session, string? origin)
    {
        var socket = new ClientWebSocket();
        var address = new UriBuilder(new Uri(session.Court.Address, $"{session.Room}/media")) { Scheme = "ws" }.Uri;
        socket.Options.SetRequestHeader("Cookie", session.Principal.Cookies.GetCookieHeader(session.Court.Address));
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Patience);
        return socket;
    }
}
