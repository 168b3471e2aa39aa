using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Hosting;

public sealed class SchemaTests
{
    /// <summary>Scripts are written by hand: a column that the model knows and a script lacks would show only when a screen reads it.</summary>
    [Theory, DatabaseData]
    public async Task Every_table_of_the_model_can_be_read(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        await using var db = court.Get<Reads>().Open();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            var columns = entity.GetProperties().Select(property => property.GetColumnName());
            await using var connection = await court.Get<Reads>().Connect();
            await using var read = connection.Command($"select {string.Join(", ", columns)} from {table} where 1 = 0");
            await Should.NotThrowAsync(async () => await read.ExecuteScalarAsync(), $"table {table}");
        }
    }
}
