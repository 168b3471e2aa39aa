using System.Net;
using System.Net.Http.Json;
using Mingzheng.Base;
using Mingzheng.Identity;
using Mingzheng.Identity.Lawyers;
using Mingzheng.Identity.Platform;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Sandboxes;

public sealed class LawyerTests(RunningSandboxes sandboxes) : IClassFixture<RunningSandboxes>
{
    [Fact]
    public async Task A_practising_lawyer_is_found_by_licence()
    {
        using var registry = sandboxes.Lawyers();

        var answer = await registry.Find("14401201010123456", null, CancellationToken.None);

        answer.Outcome.ShouldBe(LicenceOutcome.Registered);
        answer.MayPractise.ShouldBeTrue();
        answer.Licence.ShouldBe(new LawyerLicence(
            "14401201010123456", "李示例", "示例律师事务所", "31440000MA5ABC120L", PracticeStatus.Practising, new DateOnly(2010, 7, 1)));
    }

    /// <summary>RF-03: two lawyers of one name hold two licences; the document tells them apart.</summary>
    [Theory]
    [InlineData("440106198001010019", LicenceHolder.Same)]
    [InlineData("440106198506120037", LicenceHolder.Other)]
    public async Task The_register_says_whether_a_person_holds_the_licence(string number, LicenceHolder expected)
    {
        using var registry = sandboxes.Lawyers();
        var person = IdentityDocument.Parse(IdentityDocumentType.MainlandResidentId, number, new DateOnly(2025, 9, 17));

        (await registry.Find("14401201010123456", person, CancellationToken.None)).Licence!.Holder.ShouldBe(expected);
    }

    [Fact]
    public async Task A_licence_that_the_register_does_not_hold_is_unknown()
    {
        using var registry = sandboxes.Lawyers();

        var answer = await registry.Find("14401201030123456", null, CancellationToken.None);

        answer.Outcome.ShouldBe(LicenceOutcome.Unknown);
        answer.MayPractise.ShouldBeFalse();
    }

    // ACC-AW-06: practising at 10:00, suspended at 13:00, asked again at 14:00.
    [Fact]
    public async Task A_licence_that_is_suspended_between_two_checks_is_seen_at_the_second()
    {
        const string Number = "14401201511223344";
        using var registry = sandboxes.Lawyers();
        (await registry.Find(Number, null, CancellationToken.None)).MayPractise.ShouldBeTrue();

        using var change = await sandboxes.Http.PutAsJsonAsync($"control/lawyers/{Number}", new { status = "suspended" });
        change.EnsureSuccessStatusCode();

        var answer = await registry.Find(Number, null, CancellationToken.None);
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

        (await registry.Find(number, null, CancellationToken.None)).Outcome.ShouldNotBe(LicenceOutcome.Registered);
    }

    [Theory]
    [InlineData("refuse", 0, "refused")]
    [InlineData("fail", 0, "HTTP 503")]
    [InlineData("slow", 60_000, "no answer within 0.3 s")]
    public async Task A_register_that_does_not_answer_lets_nobody_practise(string mode, int milliseconds, string fault)
    {
        await using var _ = await sandboxes.Told("lawyers", mode, milliseconds);
        using var registry = sandboxes.Lawyers(TimeSpan.FromSeconds(0.3));

        var answer = await registry.Find("14401201010123456", null, CancellationToken.None);

        answer.Outcome.ShouldBe(LicenceOutcome.Unavailable);
        answer.Fault.ShouldBe(fault);
        answer.MayPractise.ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_secret_is_told_nothing()
    {
        using var registry = sandboxes.Lawyers(key: new OutsideServiceKey(RunningSandboxes.Key.AppId, "guess"));

        var answer = await registry.Find("14401201010123456", null, CancellationToken.None);

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
