using Mingzheng.Base.Database;

namespace Mingzheng.Journal;

/// <summary>Streams, positions, the transparency log, and reactions to what happened.</summary>
public static class JournalModule
{
    /// <param name="origin">The log's name, see <see cref="LogOrigin"/>.</param>
    /// <param name="keyFolder">Beside the keys, and so apart from the database, the last signed checkpoint is kept.</param>
    /// <param name="logSeed">Gives the 32 bytes of the log's signing key; they come from the key store.</param>
    public static IServiceCollection AddJournal(
        this IServiceCollection services, string origin, string keyFolder, Func<IServiceProvider, byte[]> logSeed)
    {
        services.AddSingleton<JournalSignals>();
        services.AddSingleton<JournalReader>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<TransparencyLog>();
        services.AddSingleton(provider => new LogKey(origin, logSeed(provider)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<KeptCheckpoint>(provider, keyFolder));
        services.AddSingleton<Leads>();
        services.AddSingleton<Leadership>();
        services.AddSingleton<StreamBells>();
        services.AddHostedService(provider => provider.GetRequiredService<StreamBells>());
        services.AddHostedService<Sequencer>();
        services.AddHostedService<ReactionRunner>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<PlacedListener>(provider));
        return services;
    }

    /// <summary>Looks whether the log of the database is the one that was signed, before the first act is taken; says whether it is.</summary>
    public static Task<bool> CheckLog(this IServiceProvider services) => services.GetRequiredService<KeptCheckpoint>().IsContinued(CancellationToken.None);

    /// <summary>Maps the public log; the caller declares who may read it.</summary>
    public static IEnumerable<RouteHandlerBuilder> MapLog(this IEndpointRouteBuilder app) => LogEndpoints.Map(app);
}
