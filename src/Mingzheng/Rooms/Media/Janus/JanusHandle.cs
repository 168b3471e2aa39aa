using System.Text.Json.Nodes;

namespace Mingzheng.Rooms.Media.Janus;

/// <summary>One handle of the video room: a publisher, a subscriber or our control of the rooms.</summary>
sealed class JanusHandle(JanusConnection connection, ulong id)
{
    /// <exception cref="JanusException">The video room refused.</exception>
    public async Task<(JsonObject Data, string? Sdp)> Request(JsonObject body, (string Type, string Sdp)? description = null)
    {
        var message = Addressed("message");
        message["body"] = body;
        if (description is var (type, sdp))
        {
            message["jsep"] = new JsonObject { ["type"] = type, ["sdp"] = sdp };
        }
        var answer = await connection.Ask(message);
        var data = answer["plugindata"]!["data"]!.AsObject();
        if (data["error_code"] is { } code)
        {
            throw new JanusException(code.GetValue<int>(), (string?)data["error"] ?? "refused");
        }
        return (data, (string?)answer["jsep"]?["sdp"]);
    }

    /// <param name="candidate">Null tells that there are no more.</param>
    public Task Trickle(JsonNode? candidate)
    {
        var message = Addressed("trickle");
        message["candidate"] = candidate?.DeepClone() ?? new JsonObject { ["completed"] = true };
        return connection.Ask(message, acknowledgedOnly: true);
    }

    /// <summary>Ends the handle and its media. Events already on their way are not delivered any more.</summary>
    public async Task Detach()
    {
        connection.Forget(id);
        try
        {
            await connection.Ask(Addressed("detach"));
        }
        catch (Exception fault) when (fault is JanusException or TimeoutException)
        {
            // Already gone, with or without Janus itself.
        }
    }

    JsonObject Addressed(string kind)
    {
        var message = connection.InSession(new JsonObject { ["janus"] = kind });
        message["handle_id"] = id;
        return message;
    }
}
