using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Mingzheng.Tests.Hosting;
using Mingzheng.Web;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

/// <summary>The address on sealed certificates and in messages: nobody can take it back, so a court does not start on a guess.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("Production", "https://court.example", "https://court.example/desk")]
    [InlineData("Production", "https://court.example/", "https://court.example/desk")]
    [InlineData("Production", "https://court.example/online/", "https://court.example/online/desk")]
    [InlineData("Production", "http://127.0.0.1:5080", "http://127.0.0.1:5080/desk")]
    [InlineData("Development", null, "http://localhost:5080/desk")]
    public void What_is_set_stands_in_every_address(string environment, string? set, string desk) => Of(environment, set).Desk.ShouldBe(desk);

    [Fact]
    public void The_check_of_a_code_is_below_it() =>
        Of("Production", "https://court.example/").Check("AAAA-BBBB").AbsoluteUri.ShouldBe("https://court.example/verify?code=AAAA-BBBB");

    [Theory]
    [InlineData("Production", null)]
    [InlineData("Production", "")]
    [InlineData("Staging", null)]
    [InlineData("Production", "court.example")]
    [InlineData("Production", "/court")]
    [InlineData("Production", "ftp://court.example")]
    [InlineData("Production", "http://court.example")]
    [InlineData("Production", "https://court.example/?from=mail")]
    [InlineData("Development", "court.example")]
    public void Without_an_address_that_people_can_open_no_court_starts(string environment, string? set) =>
        Should.Throw<InvalidOperationException>(() => Of(environment, set)).Message.ShouldContain("Public:Address");

    /// <summary>Before anything of the court is there: no folder, no database, no key.</summary>
    [Fact]
    public async Task A_court_in_production_says_at_its_start_that_the_address_is_missing()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"mingzheng-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}");

        var fault = await Should.ThrowAsync<InvalidOperationException>(() => CourtApp.Build(
            ["--environment=Production", $"--contentRoot={Path.Combine(CourtHost.Repository, "src", "Mingzheng")}", $"--Data:Folder={folder}"]));

        fault.Message.ShouldContain("Public:Address");
        File.Exists(Path.Combine(folder, "court.db")).ShouldBeFalse();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static PublicAddress Of(string environment, string? set) => PublicAddress.From(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Public:Address"] = set }).Build(),
        new HostingEnvironment { EnvironmentName = environment });
}
