using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Base;

namespace Mingzheng.Journal;

/// <summary>
/// <c>GET /events?stream=a&amp;stream=b&amp;after=cursor</c>: the entries of several streams as Server-Sent Events. Resumes after any break,
/// because only what is written is sent and the event id is the cursor.
/// </summary>
public static class EventsEndpoint
{
    static readonly TimeSpan HeartBeat = TimeSpan.FromSeconds(15);

    /// <summary>Then the browser comes back with its cursor and is asked again who it is: a right that was lost is lost here too.</summary>
    static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(2);

    /// <summary>Decides whether the one who asks may follow a stream; supplied by the access rules.</summary>
    public delegate Task<bool> MayFollow(HttpContext context, string stream);

    public static async Task Handle(HttpContext context, MayFollow mayFollow)
    {
        var streams = context.Request.Query["stream"].OfType<string>().Distinct().Take(20).ToList();
        foreach (var stream in streams)
        {
            if (!await mayFollow(context, stream))
            {
                throw Refuse.NotFound();
            }
        }

        var services = context.RequestServices;
        await Send(context, streams, await Cursor(context, services.GetRequiredService<JournalReader>()), services.GetRequiredService<JournalReader>());
    }

    /// <summary>A reconnecting browser names the last event it saw; a new page names the cursor it was drawn at; else: from now.</summary>
    static async Task<long> Cursor(HttpContext context, JournalReader journal)
    {
        var named = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last
            ? last
            : context.Request.Query["after"].ToString();
        return long.TryParse(named, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cursor)
            ? cursor
            : await journal.LastPosition(context.RequestAborted);
    }

    static async Task Send(HttpContext context, List<string> streams, long cursor, JournalReader journal)
    {
        var stop = context.RequestAborted;
        using var listener = context.RequestServices.GetRequiredService<StreamBells>().Listen(streams);
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        var end = clock.Now() + LongestConnection;
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        // Started alone, the answer would wait in our buffer for the first entry, and the browser would not know that it is connected.
        await context.Response.Body.FlushAsync(stop);
        if (HeadRequests.IsHead(context))
        {
            return;
        }

        try
        {
            while (streams.Count > 0 && clock.Now() < end)
            {
                var next = listener.Bell.Next;
                var entries = await journal.After(cursor, streams, stop: stop);
                if (entries.Count == 0)
                {
                    if (!await Wake.Wait(next, HeartBeat, stop))
                    {
                        await context.Response.WriteAsync("event: hb\ndata: \n\n", stop);
                        await context.Response.Body.FlushAsync(stop);
                    }

                    continue;
                }

                await context.Response.WriteAsync(string.Concat(entries.Select(Event)), stop);
                await context.Response.Body.FlushAsync(stop);
                cursor = entries[^1].Position;
            }
        }
        catch (OperationCanceledException)
        {
            // The listener went away; it resumes with its cursor.
        }
    }

    static string Event(PlacedEntry entry) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"id: {entry.Position}\n")
        .Append("event: entry\ndata: ")
        .Append(new JsonObject
        {
            ["stream"] = entry.Stream,
            ["n"] = entry.N,
            ["kind"] = entry.Kind,
            ["at"] = entry.At.ToMicroseconds(),
            ["actor"] = entry.Actor,
            ["body"] = entry.Body.DeepClone(),
        }.ToJsonString())
        .Append("\n\n")
        .ToString();
}
