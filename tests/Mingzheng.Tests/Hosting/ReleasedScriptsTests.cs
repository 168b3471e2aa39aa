using System.Security.Cryptography;
using System.Text;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Hosting;

/// <summary>A script that courts have applied stays as it is, to the byte: a court that finds another one does not start.</summary>
public sealed class ReleasedScriptsTests
{
    [Fact]
    public void Every_script_is_the_one_that_was_released()
    {
        var released = File.ReadAllLines(Checkout.File("src/Mingzheng/Base/Schema/released.sha256")).Where(line => !line.StartsWith('#')).ToList();
        var today = Enum.GetValues<DatabaseKind>().SelectMany(kind => Schema.Scripts(kind).Select(script =>
            $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script.Text)))}  {kind.ToString().ToLowerInvariant()}/{script.Name}")).ToList();

        released.Except(today).ShouldBeEmpty("These scripts were released and are gone or changed: put them back and add a new one.");
        today.Except(released).ShouldBeEmpty("Add these lines to src/Mingzheng/Base/Schema/released.sha256, and never change them.");
    }

    [Fact]
    public void Both_databases_have_the_same_scripts() =>
        Schema.Scripts(DatabaseKind.Sqlite).Select(script => script.Name).ShouldBe(Schema.Scripts(DatabaseKind.Postgres).Select(script => script.Name));
}
