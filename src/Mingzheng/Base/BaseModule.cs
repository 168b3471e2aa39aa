using Mingzheng.Base.Database;
using Npgsql;

namespace Mingzheng.Base;

/// <summary>Clock, database and the one write function.</summary>
public static class BaseModule
{
    const int MostPrepared = 200;

    public static IServiceCollection AddBase(this IServiceCollection services, IConfiguration configuration)
    {
        var database = DatabaseOptions.From(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(database);
        if (database.Kind == DatabaseKind.Postgres)
        {
            services.AddSingleton(_ => SourceOf(database));
            services.AddSingleton<Writer, PostgresWriter>();
        }
        else
        {
            Directory.CreateDirectory(configuration["Data:Folder"] ?? "data");
            services.AddSingleton<Writer, SqliteWriter>();
        }

        services.AddSingleton(provider => new Reads(
            database, provider.GetServices<ITables>(), provider.GetService<NpgsqlDataSource>()));
        return services;
    }

    /// <summary>Statements that come back are prepared on the server, unless the connection string says otherwise.</summary>
    static NpgsqlDataSource SourceOf(DatabaseOptions database)
    {
        var builder = new NpgsqlDataSourceBuilder(database.Connection);
        if (!builder.ConnectionStringBuilder.ShouldSerialize("Max Auto Prepare"))
        {
            builder.ConnectionStringBuilder.MaxAutoPrepare = MostPrepared;
        }

        return builder.Build();
    }

    /// <summary>Brings the schema up to date before anything else starts.</summary>
    public static async Task UpgradeSchema(this IServiceProvider services)
    {
        await using var connection = await services.GetRequiredService<Reads>().Connect();
        await Schema.Upgrade(connection, services.GetRequiredService<DatabaseOptions>().Kind, services.GetRequiredService<TimeProvider>());
    }
}
