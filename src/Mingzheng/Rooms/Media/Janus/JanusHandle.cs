using System.Text.Json.Nodes;

namespace Mingzheng.Rooms.Media.Janus;

/// <summary>One handle of the video room: a publisher, a subscriber or our control of the rooms.</summary>
sealed class JanusHandle(JanusConnection connection, ulong id)
{
    const int DetachTries = 2;

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

    /// <summary>Asks for the end of the handle and its media. Events already on their way are not delivered any more.</summary>
    /// <returns>Whether it is certain that both have ended; no answer is no certainty.</returns>
    public async Task<bool> Detach()
    {
        connection.Forget(id);
        try
        {
            await connection.Ask(Addressed("detach"));
            return true;
        }
        catch (Exception fault) when (fault is JanusException or TimeoutException)
        {
            return connection.Gone.IsCompleted || fault is JanusException { Code: JanusException.NoSuchHandle or JanusException.NoSuchSession };
        }
    }

    /// <summary>
    /// Returns only when the handle and its media have ended. A media server that twice does not say so is given up, for nothing else is
    /// certain to end them: it is started again.
    /// </summary>
    public async Task End()
    {
        for (var tries = 0; tries < DetachTries; tries++)
        {
            if (await Detach())
            {
                return;
            }
        }
        await connection.GiveUp();
        await connection.Gone;
    }

    JsonObject Addressed(string kind)
    {
        var message = connection.InSession(new JsonObject { ["janus"] = kind });
        message["handle_id"] = id;
        return message;
    }
}
