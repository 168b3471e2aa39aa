using System.Data.Common;
using System.Threading.Channels;
using Mingzheng.Access;
using Mingzheng.Base.Database;

namespace Mingzheng;

/// <summary><c>/health/live</c>: the process answers; <c>/health/ready</c>: it can read and write its database, and takes acts.</summary>
static class Health
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live\n")).Declares(Acts.CheckHealth);
        app.MapGet("/health/ready", Ready).Declares(Acts.CheckHealth);
    }

    static async Task<IResult> Ready(Reads reads, Writer writer, TimeProvider clock, CancellationToken stop)
    {
        if (writer.Closed is { } closed)
        {
            return Results.Text($"{closed.Code} {string.Join(' ', closed.Args)}\n", statusCode: closed.Status);
        }

        return await CanWrite(writer, clock, stop) && await CanRead(reads, stop)
            ? Results.Text("ready\n")
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    static async Task<bool> CanRead(Reads reads, CancellationToken stop)
    {
        await using var db = reads.Open();
        return await db.Database.CanConnectAsync(stop);
    }

    /// <summary>Asks by the way that every act takes: a queue that nobody empties is not ready.</summary>
    static async Task<bool> CanWrite(Writer writer, TimeProvider clock, CancellationToken stop)
    {
        try
        {
            await writer.Housekeep((_, _) => Task.CompletedTask, stop).WaitAsync(Patience, clock, stop);
            return true;
        }
        catch (Exception failure) when (failure is DbException or TimeoutException or ChannelClosedException)
        {
            return false;
        }
    }
}
