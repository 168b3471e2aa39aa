using Mingzheng.Access;
using Mingzheng.Base.Database;

namespace Mingzheng;

/// <summary><c>/health/live</c>: the process answers; <c>/health/ready</c>: it can reach its database.</summary>
static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live\n")).Declares(Acts.CheckHealth);
        app.MapGet("/health/ready", Ready).Declares(Acts.CheckHealth);
    }

    static async Task<IResult> Ready(Reads reads, CancellationToken stop)
    {
        await using var db = reads.Open();
        return await db.Database.CanConnectAsync(stop) ? Results.Text("ready\n") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
