using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Mingzheng.Journal;

namespace Mingzheng.Access;

/// <summary>Who may do what, and who may follow which stream.</summary>
public static class AccessModule
{
    const string StreamLimit = "streams";

    /// <summary>Enough for every tab that a person may have open; the next one is told to come later, and all others are served.</summary>
    const int StreamsOfOnePerson = 30;

    /// <param name="digest">Keyed by the installation.</param>
    public static IServiceCollection AddAccess(this IServiceCollection services, Func<IServiceProvider, ContentDigest> digest) =>
        services.AddSingleton(digest).AddRateLimiter(Limit);

    static void Limit(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(StreamLimit, context => RateLimitPartition.GetConcurrencyLimiter(
            Person.Of(context).Account, _ => new ConcurrencyLimiterOptions { PermitLimit = StreamsOfOnePerson }));
    }

    /// <summary>Between routing and the endpoints, after the person is known.</summary>
    public static void UseAccess(this IApplicationBuilder app) => app.UseMiddleware<AccessGate>();

    public static void MapAccess(this IEndpointRouteBuilder app) =>
        app.MapGet("/events", (HttpContext context) => EventsEndpoint.Handle(context, MayFollow)).Declares(Acts.FollowStreams).RequireRateLimiting(StreamLimit);

    static async Task<bool> MayFollow(HttpContext context, string stream)
    {
        var rule = context.RequestServices.GetServices<IStreamRule>()
            .Where(rule => stream.StartsWith(rule.Prefix, StringComparison.Ordinal))
            .MaxBy(rule => rule.Prefix.Length);
        return rule is not null && await rule.MayFollow(Person.Of(context), stream, context.RequestAborted);
    }
}
