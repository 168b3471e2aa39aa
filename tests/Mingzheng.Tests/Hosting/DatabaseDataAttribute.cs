using System.Reflection;
using Mingzheng.Base.Database;
using Xunit.Sdk;

namespace Mingzheng.Tests.Hosting;

/// <summary>Runs a theory once on SQLite and, when a PostgreSQL is given to the tests, once on PostgreSQL; further values are appended.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DatabaseDataAttribute(params object[] values) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        yield return [DatabaseKind.Sqlite, .. values];
        if (CourtDatabase.PostgresIsGiven)
        {
            yield return [DatabaseKind.Postgres, .. values];
        }
    }
}

/// <summary>A row for what only SQLite knows.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SqliteDataAttribute(params object[] values) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseKind.Sqlite, .. values]];
}

/// <summary>A row for what only PostgreSQL knows; there is none when no PostgreSQL is given to the tests, so that nothing passes unseen.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class PostgresDataAttribute(params object[] values) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        CourtDatabase.PostgresIsGiven ? [[DatabaseKind.Postgres, .. values]] : [];
}
