using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>The boundary between the court app and this node, in the words of the room.</summary>
static partial class RoomEndpoints
{
    static readonly TimeSpan FinishLimit = TimeSpan.FromSeconds(20);
    static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(10);

    /// <summary>Only the app comes in, by its secret, before anything it sent is read; an endpoint that lets others in says why.</summary>
    public static void Map(WebApplication app)
    {
        app.Use(OnlyTheApp);
        app.MapGet("/health/live", () => Results.Ok()).WithMetadata(new NoSecretNeeded("It says that the process lives and nothing else."));
        app.MapGet("/signal", Signal).WithMetadata(new NoSecretNeeded("The browser brings a grant that the app asked for; it works once."));
        var rooms = app.MapGroup("/rooms/{room}").AddEndpointFilter(OnlyPlainNames);
        rooms.MapPut("", Open);
        rooms.MapDelete("", Close);
        rooms.MapGet("", State);
        rooms.MapPut("/participants/{participant}", Admit);
        rooms.MapDelete("/participants/{participant}", Remove);
        rooms.MapPut("/participants/{participant}/isolation", Isolate);
        rooms.MapPost("/participants/{participant}/grants", Grant);
    }

    static async Task<IResult> Open(string room, OpenRoom wish, MediaRooms rooms)
    {
        try
        {
            MediaRooms.CheckRecipient(wish.RecordingRecipient);
        }
        catch (Exception fault) when (fault is FormatException or Proof.Age.AgeException)
        {
            return Results.Problem("The recording recipient is not an age recipient.", statusCode: StatusCodes.Status400BadRequest);
        }
        return await rooms.Open(room, wish.RecordingRecipient) is null
            ? Results.Problem("The room was closed, or is open for another recipient.", statusCode: StatusCodes.Status409Conflict)
            : Results.NoContent();
    }

    static async Task<IResult> Close(string room, MediaRooms rooms, TimeProvider clock)
    {
        if (rooms.Find(room) is not { } found)
        {
            return Results.NoContent();
        }
        await found.Close();
        try
        {
            await found.Finished.WaitAsync(FinishLimit, clock);
            return Results.NoContent();
        }
        catch (TimeoutException)
        {
            return Results.Accepted();
        }
    }

    static IResult State(string room, MediaRooms rooms) =>
        rooms.Find(room) is { } found ? Results.Ok(found.State()) : Results.NotFound();

    static IResult Admit(string room, string participant, AdmitParticipant wish, MediaRooms rooms)
    {
        if (rooms.Find(room) is not { IsClosing: false } found)
        {
            return Results.NotFound();
        }
        found.Admit(participant, wish.MayHear);
        return Results.NoContent();
    }

    static async Task<IResult> Remove(string room, string participant, MediaRooms rooms)
    {
        if (rooms.Find(room) is { } found)
        {
            await found.Remove(participant);
        }
        return Results.NoContent();
    }

    static async Task<IResult> Isolate(string room, string participant, IsolateParticipant wish, MediaRooms rooms) =>
        rooms.Find(room) is { } found && await found.Isolate(participant, wish.Isolated) ? Results.NoContent() : Results.NotFound();

    static IResult Grant(string room, string participant, MediaRooms rooms, Grants grants) =>
        rooms.Find(room)?.IsAdmitted(participant) == true ? Results.Ok(grants.Issue(room, participant)) : Results.NotFound();

    static async Task Signal(HttpContext http, MediaRooms rooms, Grants grants, MediaOptions options, TimeProvider clock)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }
        if (grants.Redeem(http.Request.Query["grant"].ToString()) is not var (room, participant) || rooms.Find(room) is not { } found)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var connection = new PeerSocket(socket, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(HelloLimit);
        if (await connection.Receive(patience.Token) is not { } hello)
        {
            return;
        }
        var key = hello["peer"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        if (await found.Enter(participant, key) is var (peer, resumed))
        {
            var iceServers = TurnCredentials.For(participant, options.Turn, clock.GetUtcNow());
            await peer.Serve(connection, resumed, iceServers, http.RequestAborted);
        }
        await connection.Close("bye");
    }

    static Task OnlyTheApp(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<NoSecretNeeded>() is not null
            || http.RequestServices.GetRequiredService<MediaSecret>().Allows(http.Request))
        {
            return next(http);
        }
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    /// <summary>Names become file names: letters, digits, hyphen and underscore only.</summary>
    static async ValueTask<object?> OnlyPlainNames(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        call.HttpContext.GetRouteData().Values.Values.All(name => name is not string text || PlainName().IsMatch(text))
            ? await next(call)
            : Results.Problem("A name may have letters, digits, hyphen and underscore.", statusCode: StatusCodes.Status400BadRequest);

    sealed record NoSecretNeeded(string Why);

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();
}
