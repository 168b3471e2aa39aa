using System.Data.Common;
using Microsoft.Data.Sqlite;
using Mingzheng.Base.Database;
using Npgsql;

namespace Mingzheng.Base;

/// <summary>Clock, database and the one write function.</summary>
public static class BaseModule
{
    public static IServiceCollection AddBase(this IServiceCollection services, IConfiguration configuration)
    {
        var database = DatabaseOptions.From(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(database);
        if (database.Kind == DatabaseKind.Postgres)
        {
            services.AddSingleton(_ => database.OpenSource());
            services.AddSingleton<Writer, PostgresWriter>();
        }
        else
        {
            Directory.CreateDirectory(configuration["Data:Folder"] ?? "data");
            services.AddSingleton<Writer, SqliteWriter>();
        }

        services.AddSingleton<Reads>();
        return services;
    }

    /// <summary>Brings the schema up to date before anything else starts.</summary>
    public static async Task UpgradeSchema(this IServiceProvider services)
    {
        var database = services.GetRequiredService<DatabaseOptions>();
        await using DbConnection connection = database.Kind == DatabaseKind.Sqlite
            ? new SqliteConnection(database.Connection)
            : services.GetRequiredService<NpgsqlDataSource>().CreateConnection();
        await connection.OpenAsync();
        await Schema.Upgrade(connection, database.Kind, services.GetRequiredService<TimeProvider>());
    }
}
