using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Mingzheng.Web;

namespace Mingzheng.Verification;

/// <summary>How often one network may ask: enough for a reading room, too little for trying codes or for a flood of files.</summary>
static class CallLimits
{
    public const string Policy = "verification";
    const int Segments = 6;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddCallLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var codes = configuration.GetValue("Verification:CodesPerMinute", 30);
        var files = configuration.GetValue("Verification:FilesPerMinute", 20);
        return services.AddRateLimiter(options =>
        {
            options.OnRejected = SayWhen;
            options.AddPolicy(Policy, context => PartitionOf(context, codes, files));
        });
    }

    static RateLimitPartition<string> PartitionOf(HttpContext context, int codes, int files) => context.Request switch
    {
        var asked when HttpMethods.IsPost(asked.Method) => Limited($"file {CallerNetwork.Of(context)}", files),
        var asked when asked.Query.ContainsKey("code") => Limited($"code {CallerNetwork.Of(context)}", codes),
        _ => RateLimitPartition.GetNoLimiter(""),
    };

    static RateLimitPartition<string> Limited(string who, int times) => RateLimitPartition.GetSlidingWindowLimiter(
        who, _ => new SlidingWindowRateLimiterOptions { PermitLimit = times, Window = Window, SegmentsPerWindow = Segments });

    static ValueTask SayWhen(OnRejectedContext rejected, CancellationToken stop)
    {
        rejected.HttpContext.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
