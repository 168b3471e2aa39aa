using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Mingzheng.Base.Database;

/// <summary>Tables of one module; declared once at start.</summary>
public interface ITables
{
    void Declare(ModelBuilder model);
}

/// <summary>
/// The state of the court, on SQLite or PostgreSQL. Names are snake_case on both; instants are UTC microseconds;
/// ids are <c>uuid</c> on PostgreSQL and lower-case text on SQLite.
/// </summary>
public sealed class CourtDb(DbContextOptions<CourtDb> options, IReadOnlyList<ITables> modules) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsConverter>();
        if (Database.IsSqlite())
        {
            configurationBuilder.Properties<Guid>().HaveConversion<LowerCaseIdConverter>();
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var module in modules)
        {
            module.Declare(modelBuilder);
        }

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
            }
        }
    }

    static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>A list that is asked for stays one parameter, whatever its length: the same question has the same text, and is translated once.</summary>
    internal static void KeepLists(SqliteDbContextOptionsBuilder sqlite) => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);

    sealed class MicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToMicroseconds(), value => Instants.FromMicroseconds(value));

    sealed class LowerCaseIdConverter() : ValueConverter<Guid, string>(id => id.ToString("D"), text => Guid.Parse(text));
}
