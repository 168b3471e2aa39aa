using Mingzheng.Proof.Log;

namespace Mingzheng.Journal;

/// <summary>
/// The public log after C2SP tlog-tiles: <c>/log/checkpoint</c>, <c>/log/tile/...</c>, and its verifier key at <c>/log/key</c>.
/// Nothing in it names anybody: a leaf is a salted digest.
/// </summary>
static class LogEndpoints
{
    public static IEnumerable<RouteHandlerBuilder> Map(IEndpointRouteBuilder app)
    {
        yield return app.MapGet("/log/checkpoint", Checkpoint);
        yield return app.MapGet("/log/tile/{**path}", Tile);
        yield return app.MapGet("/log/key", (LogKey key) => Results.Text($"{key.Verifier}\n"));
    }

    static async Task<IResult> Checkpoint(TransparencyLog log, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return await log.Checkpoint(context.RequestAborted) is { } checkpoint ? Results.Text(checkpoint.Note) : Results.NotFound();
    }

    static async Task<IResult> Tile(string path, TransparencyLog log, HttpContext context)
    {
        if (!LogTile.TryParse($"tile/{path}", out var tile) || await log.Tile(tile, context.RequestAborted) is not { } bytes)
        {
            return Results.NotFound();
        }

        // A tile never changes once its width is reached, so everyone on the way may keep it.
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(bytes, "application/octet-stream");
    }
}
