using System.Net;
using Mingzheng.Base.Database;
using Mingzheng.Development;
using Mingzheng.Identity;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Sandboxes;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Identity;

[Trait("kind", "court")]
public sealed class IdentityCheckTests
{
    const string Marker = "FACE-MARKER-7f3a91";

    [Theory, DatabaseData]
    public async Task A_person_is_confirmed_by_document_name_and_face(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        await Claim(person, "A123456(3)");

        var answer = await Compare(person, "good");

        answer.Json["next"]!.GetValue<string>().ShouldBe("/me/identity");
        var page = await person.Get("/me/identity");
        page.Readable.ShouldContain("身份已核验");
        page.Readable.ShouldNotContain("A123456(3)");
        var account = court.AccountOf("HKP");
        var confirmed = await court.Get<IdentityChecks>().Confirmed(account);
        confirmed!.Level.ShouldBe(IdentityLevel.L3);
        confirmed.Document.Number.ShouldBe("A123456(3)");
        (await Kinds(court, account)).ShouldContain("identity.checked");
    }

    /// <summary>ACC-AW-08, first half.</summary>
    [Theory, DatabaseData]
    public async Task A_number_with_a_wrong_check_digit_is_refused_and_nobody_outside_is_asked(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        await court.Sandboxes.Tell("identity", "fail");
        using var person = await court.SignIn("HKP");

        var page = await Claim(person, "A123456(4)");

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Readable.ShouldContain("校验不通过");
        (await person.Get("/me/identity/face")).Path.ShouldBe("/me/identity");
        (await Kinds(court, court.AccountOf("HKP"))).ShouldNotContain("identity.checked");
    }

    /// <summary>ACC-AW-08, second half: no entry, and the way to staff is shown.</summary>
    [Theory, DatabaseData]
    public async Task Three_mismatches_lead_to_a_manual_check_and_no_further_comparison(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        await Claim(person, "A123456(3)");

        (await Compare(person, "MISMATCH")).Refusal.ShouldBe("FACE_MISMATCH");
        (await Compare(person, "MISMATCH")).Refusal.ShouldBe("FACE_MISMATCH");
        (await Compare(person, "MISMATCH")).Refusal.ShouldBe("IDENTITY_MANUAL_CHECK");
        (await Compare(person, "good")).Refusal.ShouldBe("IDENTITY_MANUAL_CHECK");

        (await person.Get("/me/identity/face")).Readable.ShouldContain("三个工作日");
        (await court.Get<IdentityChecks>().Confirmed(court.AccountOf("HKP"))).ShouldBeNull();
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("refuse")]
    public async Task A_platform_that_does_not_answer_is_never_a_pass(string mode)
    {
        await using var court = await CourtHost.Start();
        using var person = await court.SignIn("HKP");
        await Claim(person, "A123456(3)");
        await court.Sandboxes.Tell("identity", mode);

        var answer = await Compare(person, "good");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Refusal.ShouldBe("IDENTITY_PLATFORM_UNAVAILABLE");
        (await court.Get<IdentityChecks>().Confirmed(court.AccountOf("HKP"))).ShouldBeNull();
    }

    [Theory, DatabaseData]
    public async Task The_same_picture_sent_twice_is_compared_once(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        await Claim(person, "A123456(3)");
        var act = person.NewAct();
        await Compare(person, "MISMATCH", act);

        var repeated = await Compare(person, "good", act);

        repeated.Refusal.ShouldBe("FACE_MISMATCH");
        (await court.Get<IdentityChecks>().TriesLeft(court.AccountOf("HKP"))).ShouldBe(2);
    }

    /// <summary>AW-04: the marker inside the picture is looked for in everything that the court keeps.</summary>
    [Theory, DatabaseData("good")]
    [DatabaseData("MISMATCH")]
    public async Task No_face_is_kept_anywhere(DatabaseKind database, string face)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        await Claim(person, "A123456(3)");

        await Compare(person, $"{Marker} {face}");

        court.FilesContaining(Marker).ShouldBeEmpty();
        court.Log.All.ShouldNotContain(line => line.Contains(Marker, StringComparison.Ordinal));
        (await court.DatabaseHolds(Marker)).ShouldBeFalse();
        (await court.DatabaseHolds("identity.checked")).ShouldBeTrue("the search finds what is there");
    }

    [Theory]
    [InlineData("text/plain", 100, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("image/jpeg", 100, HttpStatusCode.UnprocessableEntity)]
    [InlineData("image/jpeg", 2 * 1024 * 1024 + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_that_is_no_usable_picture_is_refused(string mediaType, int size, HttpStatusCode status)
    {
        await using var court = await CourtHost.Start();
        using var person = await court.SignIn("HKP");
        await Claim(person, "A123456(3)");

        (await person.PostBody($"/me/identity/face?act={person.NewAct()}", mediaType, new byte[size])).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Without_the_separate_consent_nothing_is_kept()
    {
        await using var court = await CourtHost.Start();
        using var person = await court.SignIn("HKP");

        var page = await person.Submit(await person.Get("/me/identity"), "/me/identity",
            ("document", "hong-kong-identity-card"), ("number", "A123456(3)"), ("name", DemoPeople.Principal.Name));

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("field-consent-error");
        (await court.Get<IdentityChecks>().Claimed(court.AccountOf("HKP"))).ShouldBeNull();
    }

    [Theory, DatabaseData]
    public async Task A_lawyer_is_known_when_the_register_and_the_confirmed_name_agree(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        (await person.Get("/me/lawyer")).Readable.ShouldContain("请先核验身份");
        await Claim(person, "A123456(3)");
        await Compare(person, "good");

        var other = await person.Submit(await person.Get("/me/lawyer"), "/me/lawyer", ("licence", "14401201511223344"));
        other.Readable.ShouldContain("姓名不一致");
        var lost = await person.Submit(other, "/me/lawyer", ("licence", "14401200810445566"));
        lost.Readable.ShouldContain("不是正常执业状态");
        (await court.Get<LawyerProfiles>().Of(court.AccountOf("HKP"))).ShouldBeNull();
        using var lawyer = await court.SignIn("LAW");
        (await lawyer.Get("/me/lawyer")).Readable.ShouldContain(DemoPeople.Lawyer.Licence!);
    }

    internal static async Task<Page> Claim(Visitor person, string number) => await person.Submit(
        await person.Get("/me/identity"), "/me/identity", ("document", "hong-kong-identity-card"), ("number", number),
        ("name", DemoPeople.Principal.Name), ("consent", "yes"));

    internal static async Task<Page> Compare(Visitor person, string face, Guid? act = null)
    {
        await person.Get("/me/identity");
        return await person.PostBody($"/me/identity/face?act={act ?? person.NewAct()}", "image/jpeg", Faces.With(face));
    }

    static async Task<IEnumerable<string>> Kinds(CourtHost court, Guid account) =>
        (await court.EntriesOf(Account.StreamOf(account))).Select(entry => entry.Kind);
}
