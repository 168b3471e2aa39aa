using System.Net;
using System.Net.Http.Json;
using Mingzheng.Base;
using Mingzheng.Identity.Lawyers;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Sandboxes;

public sealed class LawyerTests(RunningSandboxes sandboxes) : IClassFixture<RunningSandboxes>
{
    [Fact]
    public async Task A_practising_lawyer_is_found_by_licence()
    {
        using var registry = sandboxes.Lawyers();

        var answer = await registry.Find("14401201010123456", CancellationToken.None);

        answer.Outcome.ShouldBe(LicenceOutcome.Registered);
        answer.MayPractise.ShouldBeTrue();
        answer.Licence.ShouldBe(new LawyerLicence(
            "14401201010123456", "李示例", "示例律师事务所", "31440000MA5ABC120L", PracticeStatus.Practising, new DateOnly(2010, 7, 1)));
    }

    [Fact]
    public async Task A_licence_that_the_register_does_not_hold_is_unknown()
    {
        using var registry = sandboxes.Lawyers();

        var answer = await registry.Find("14401201030123456", CancellationToken.None);

        answer.Outcome.ShouldBe(LicenceOutcome.Unknown);
        answer.MayPractise.ShouldBeFalse();
    }

    // ACC-AW-06: practising at 10:00, suspended at 13:00, asked again at 14:00.
    [Fact]
    public async Task A_licence_that_is_suspended_between_two_checks_is_seen_at_the_second()
    {
        const string Number = "14401201511223344";
        using var registry = sandboxes.Lawyers();
        (await registry.Find(Number, CancellationToken.None)).MayPractise.ShouldBeTrue();

        using var change = await sandboxes.Http.PutAsJsonAsync($"control/lawyers/{Number}", new { status = "suspended" });
        change.EnsureSuccessStatusCode();

        var answer = await registry.Find(Number, CancellationToken.None);
        answer.Licence!.Status.ShouldBe(PracticeStatus.Suspended);
        answer.MayPractise.ShouldBeFalse();
    }

    [Fact]
    public async Task Only_known_licences_and_statuses_can_be_changed()
    {
        using var unknown = await sandboxes.Http.PutAsJsonAsync("control/lawyers/14401201030123456", new { status = "suspended" });
        using var nonsense = await sandboxes.Http.PutAsJsonAsync("control/lawyers/14401201010123456", new { status = "retired" });

        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        nonsense.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("../../ca/root.pem")]
    [InlineData("14401201010123456?x=1")]
    [InlineData("14401201010123456/../14401201010123456")]
    public async Task A_number_that_tries_to_be_a_path_is_unknown(string number)
    {
        using var registry = sandboxes.Lawyers();

        (await registry.Find(number, CancellationToken.None)).Outcome.ShouldNotBe(LicenceOutcome.Registered);
    }

    [Theory]
    [InlineData("refuse", 0, "refused")]
    [InlineData("fail", 0, "HTTP 503")]
    [InlineData("slow", 60_000, "no answer within 0.3 s")]
    public async Task A_register_that_does_not_answer_lets_nobody_practise(string mode, int milliseconds, string fault)
    {
        await using var _ = await sandboxes.Told("lawyers", mode, milliseconds);
        using var registry = sandboxes.Lawyers(TimeSpan.FromSeconds(0.3));

        var answer = await registry.Find("14401201010123456", CancellationToken.None);

        answer.Outcome.ShouldBe(LicenceOutcome.Unavailable);
        answer.Fault.ShouldBe(fault);
        answer.MayPractise.ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_secret_is_told_nothing()
    {
        using var registry = sandboxes.Lawyers(key: new OutsideServiceKey(RunningSandboxes.Key.AppId, "guess"));

        var answer = await registry.Find("14401201010123456", CancellationToken.None);

        answer.Outcome.ShouldBe(LicenceOutcome.Unavailable);
        answer.Fault.ShouldBe("bad-signature");
    }

    [Fact]
    public async Task An_unsigned_question_is_refused()
    {
        using var answer = await sandboxes.Http.GetAsync("lawyers/v1/licences/14401201010123456");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
