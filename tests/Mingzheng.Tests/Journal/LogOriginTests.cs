using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Mingzheng.Journal;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Journal;

/// <summary>The name of a log is signed with every checkpoint and cannot be changed afterwards, so a court does not start on a guess.</summary>
public sealed class LogOriginTests
{
    [Theory]
    [InlineData("Production", "court.example/log", "court.example/log")]
    [InlineData("Development", null, "mingzheng.localhost/log")]
    public void The_log_is_named_as_it_is_set(string environment, string? set, string origin) => Of(environment, set).ShouldBe(origin);

    [Theory]
    [InlineData("Production", null)]
    [InlineData("Production", "")]
    [InlineData("Staging", null)]
    [InlineData("Production", "the court's log")]
    [InlineData("Development", "court.example+log")]
    [InlineData("Production", "court.example\nlog")]
    public void Without_a_name_that_a_note_may_have_no_court_starts(string environment, string? set) =>
        Should.Throw<InvalidOperationException>(() => Of(environment, set)).Message.ShouldContain("Log:Origin");

    static string Of(string environment, string? set) => LogOrigin.From(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Log:Origin"] = set }).Build(),
        new HostingEnvironment { EnvironmentName = environment });
}
