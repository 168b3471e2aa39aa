using Mingzheng.Base.Database;

namespace Mingzheng.Journal;

/// <summary>Streams, positions, the transparency log, and reactions to what happened.</summary>
public static class JournalModule
{
    /// <param name="logSeed">Gives the 32 bytes of the log's signing key; they come from the key store.</param>
    public static IServiceCollection AddJournal(
        this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, byte[]> logSeed)
    {
        services.AddSingleton<JournalSignals>();
        services.AddSingleton<JournalReader>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<TransparencyLog>();
        services.AddSingleton(provider => new LogKey(configuration["Log:Origin"] ?? "mingzheng.localhost/log", logSeed(provider)));
        services.AddSingleton(provider => new Leadership(provider.GetRequiredService<DatabaseOptions>(), configuration));
        services.AddHostedService<Sequencer>();
        services.AddHostedService<ReactionRunner>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<PlacedListener>(provider));
        return services;
    }

    /// <summary>Maps the public log; the caller declares who may read it.</summary>
    public static IEnumerable<RouteHandlerBuilder> MapLog(this IEndpointRouteBuilder app) => LogEndpoints.Map(app);
}
