using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Sandboxes;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>What was closed does not change any more, whichever act of a room is tried, by whom ever (witnessing rules 8.2, step 12).</summary>
[Trait("kind", "court")]
public sealed class ClosedRoomTests
{
    [Theory, DatabaseData]
    public async Task W_8_2_After_the_closing_no_act_of_a_room_is_taken(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("");
        var acts = await Acts(session);
        acts.Count.ShouldBeGreaterThanOrEqualTo(15);
        var before = await Books(session);

        foreach (var act in acts)
        {
            var refusals = new List<string?>();
            foreach (var visitor in new[] { session.Judge, session.Principal, session.Agent })
            {
                await visitor.Get("/desk");
                var answer = await Send(visitor, act);
                answer.Refusal.ShouldNotBeNull($"{act}: {answer.Status}");
                refusals.Add(answer.Refusal);
            }

            // Who may do it at all is told why it is too late; the others are told what they always are.
            refusals.ShouldContain("ROOM_CLOSED", $"{act}: {string.Join(' ', refusals)}");
        }

        (await Books(session)).ShouldBe(before);
    }

    /// <summary>Every address below a room that takes something, filled with what is in this room.</summary>
    static async Task<List<string>> Acts(Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        var document = await db.Set<Document>().FirstAsync(one => one.RoomId == session.RoomId && one.Kind == "record");
        var reading = await db.Set<RoomReading>().FirstAsync(one => one.RoomId == session.RoomId);
        var agent = await db.Set<RoomParticipant>().FirstAsync(one => one.RoomId == session.RoomId && one.Role == RoomRole.Agent);
        return [.. session.Court.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(pattern => pattern.StartsWith("/rooms/{room:guid}/", StringComparison.Ordinal))
            .Select(pattern => pattern.Replace("{room:guid}", $"{session.RoomId:D}", StringComparison.Ordinal)
                .Replace("{participant:guid}", $"{agent.Id:D}", StringComparison.Ordinal)
                .Replace("{document:guid}", $"{document.Id:D}", StringComparison.Ordinal)
                .Replace("{reading:guid}", $"{reading.Id:D}", StringComparison.Ordinal))];
    }

    static Task<Page> Send(Visitor visitor, string act)
    {
        using var device = new SigningDevice(visitor);
        return act.Split('/')[^1] switch
        {
            "identity" => visitor.PostBody($"{act}?act={visitor.NewAct():D}", "image/jpeg", Faces.With("after the closing")),
            "signing-key" => device.Begin(new SigningOffer(act, "", [1, 2, 3], "")),
            "signature" => device.Complete(new SigningOffer("", act, [], ""), [1, 2, 3]),
            _ => visitor.Post(act, ("question", "Q-1"), ("answer", "是"), ("agreed", "true"), ("clause", "1"), ("powers", "S4"), ("text", "更正")),
        };
    }

    /// <summary>What is in the room's two streams, but for the notes that acts were refused and for what the recorder still tells.</summary>
    static async Task<List<string>> Books(Session session)
    {
        var entries = (await session.Court.EntriesOf($"room:{session.RoomId:D}")).Concat(await session.Court.EntriesOf($"room-private:{session.RoomId:D}"));
        return [.. entries.Where(entry => entry.Kind != "act.refused" && !entry.Kind.StartsWith("recording.", StringComparison.Ordinal))
            .Select(entry => $"{entry.Kind} {entry.Body.ToJsonString()}")];
    }
}
