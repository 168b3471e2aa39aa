using System.Net;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Development;
using Mingzheng.Documents;
using Mingzheng.Identity;
using Mingzheng.Identity.Checks;
using Mingzheng.Identity.Platform;
using Mingzheng.Objects;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Sandboxes;
using Mingzheng.Witnessing.Texts;
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

    /// <summary>V-4: nobody learns in the meeting that no paper can show the name.</summary>
    [Theory, DatabaseData]
    public async Task A_name_that_no_paper_can_show_is_refused_when_it_is_claimed(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");

        var page = await Claim(person, "A123456(3)", "陳\uE123文");

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("href=\"#field-name\"");
        page.Readable.ShouldContain("U+E123");
        (await court.Get<IdentityChecks>().Claimed(court.AccountOf("HKP"))).ShouldBeNull();
    }

    /// <summary>ACC-AW-08, second half: no entry, until when is said, and so are the other ways.</summary>
    [Theory, DatabaseData]
    public async Task Three_mismatches_close_the_comparison_for_a_day_and_not_for_ever(DatabaseKind database)
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 4, 8, 1, 0, 0, TimeSpan.Zero));
        await using var court = await CourtHost.Start(database, clock);
        using var person = await court.SignIn("HKP");
        await Claim(person, "A123456(3)");

        (await Compare(person, "MISMATCH")).Refusal.ShouldBe("FACE_MISMATCH");
        (await Compare(person, "MISMATCH")).Refusal.ShouldBe("FACE_MISMATCH");
        (await Compare(person, "MISMATCH")).Refusal.ShouldBe("IDENTITY_PAUSED");
        var closed = await Compare(person, "good");

        closed.Refusal.ShouldBe("IDENTITY_PAUSED");
        closed.Readable.ShouldContain("北京时间 2026-04-09 09:00:00 之后可以再试");
        var page = (await person.Get("/me/identity/face")).Readable;
        page.ShouldContain("2026年4月9日 周四 09:00");
        page.ShouldContain("到法院当面办理");
        (await court.Get<IdentityChecks>().Confirmed(court.AccountOf("HKP"))).ShouldBeNull();

        clock.Advance(TimeSpan.FromDays(1));
        using var nextDay = await court.SignIn("HKP");
        (await Compare(nextDay, "good")).Json["next"]!.GetValue<string>().ShouldBe("/me/identity");
    }

    /// <summary>Attack: many pictures at once, each looked at before any of the others is counted, make an oracle of the platform.</summary>
    [Theory, DatabaseData]
    public async Task However_many_pictures_come_at_once_three_are_compared(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        await Claim(person, "A123456(3)");
        await person.Get("/me/identity");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            person.PostBody($"/me/identity/face?act={person.NewAct()}", "image/jpeg", Faces.With("MISMATCH"))));

        answers.Select(answer => answer.Refusal).ShouldBeSubsetOf(["FACE_MISMATCH", "IDENTITY_PAUSED", "IDENTITY_UNDER_WAY"]);
        (await Kinds(court, court.AccountOf("HKP"))).Count(kind => kind == "identity.checked").ShouldBe(MismatchRule.Most);
    }

    /// <summary>Attack: numbers tried out until the platform knows one. A document that it does not know is a try like any other.</summary>
    [Theory, DatabaseData]
    public async Task A_document_that_is_not_known_counts_as_a_try(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        await Claim(person, "A123456(3)");
        var me = new Person(court.AccountOf("HKP"), DemoPeople.Principal.Name, []);
        var checks = new IdentityChecks(
            court.Get<Writer>(), court.Get<Reads>(), court.Get<Accounts>(), court.Get<DataKeys>(), new EmptyPlatform(),
            court.Get<MismatchPause>(), court.Get<PrintCheck>(), court.Get<IExpectedPeople>(), TimeProvider.System);
        for (var i = 0; i < MismatchRule.Most; i++)
        {
            (await checks.Check(person.NewAct(), me, null, Faces.With("good"), null, default)).Result.ShouldBe(IdentityResult.UnknownDocument);
        }

        var refused = await Should.ThrowAsync<RefusedException>(() => checks.Check(person.NewAct(), me, null, Faces.With("good"), null, default));

        refused.Refusal.Code.ShouldBe("IDENTITY_PAUSED");
    }

    /// <summary>Knows nobody.</summary>
    sealed class EmptyPlatform : IIdentityPlatform
    {
        public Task<IdentityAnswer> Compare(IdentityQuestion question, ReadOnlyMemory<byte> face, CancellationToken cancellation) => Task.FromResult(
            new IdentityAnswer(question.Transaction, IdentityOutcome.UnknownDocument, "1", null, TimeProvider.System.GetUtcNow(), null));
    }

    [Theory]
    [InlineData(0, 0, 0, null)]
    [InlineData(2, 0, 8, null)]
    [InlineData(0, 2, 2, null)]
    [InlineData(3, 0, 0, "IDENTITY_PAUSED")]
    [InlineData(2, 1, 0, "IDENTITY_UNDER_WAY")]
    [InlineData(0, 3, 0, "IDENTITY_UNDER_WAY")]
    [InlineData(0, 0, 9, "IDENTITY_DOCUMENT_OFTEN")]
    public void ACC_AW_08_Tries_are_counted_with_those_under_way_and_over_all_accounts_that_name_one_document(
        int failed, int underWay, int ofDocument, string? refused) =>
        (IdentityTries.Objection(new Tries(MismatchRule.Most - failed, failed == MismatchRule.Most ? DateTimeOffset.UnixEpoch : null), underWay, ofDocument)?.Code)
            .ShouldBe(refused);

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
        (await court.Get<IdentityChecks>().TriesOf(court.AccountOf("HKP"))).TriesLeft.ShouldBe(2);
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

    /// <summary>PIPL 17, 29: the whole text stands there before the first picture, and what was agreed to can be proved.</summary>
    [Theory]
    [DatabaseData("zh-Hans")]
    [DatabaseData("en")]
    public async Task PIPL_29_The_consent_is_kept_by_the_text_that_was_shown(DatabaseKind database, string language)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP", language);
        var text = court.Get<LegalTexts>().Version("identity-consent", "1", language);
        var page = await person.Get("/me/identity");
        text.Clauses.ShouldAllBe(clause => page.Readable.Contains(clause.Text, StringComparison.Ordinal));

        await Claim(person, "A123456(3)");

        var account = court.AccountOf("HKP");
        await using var db = court.Get<Reads>().Open();
        var consent = await db.Set<IdentityConsent>().SingleAsync(one => one.AccountId == account);
        (consent.TextId, consent.TextSha256, consent.Language).ShouldBe(("identity-consent/1", text.Sha256, language));
        var claimed = (await court.EntriesOf(Account.StreamOf(account))).Single(entry => entry.Kind == "identity.claimed").Body;
        claimed["consent"]!.GetValue<string>().ShouldBe("identity-consent/1");
        claimed["consentSha256"]!.GetValue<string>().ShouldBe(text.Sha256);
        claimed["consentLanguage"]!.GetValue<string>().ShouldBe(language);
    }

    /// <summary>PIPL 29: a claim from before the text was asked for is no consent to it.</summary>
    [Theory, DatabaseData]
    public async Task PIPL_29_Without_a_consent_on_record_no_face_leaves_the_court(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        await Claim(person, "A123456(3)");
        await court.Get<Writer>().Do(new Command(person.NewAct(), "system", "test.no-consent"),
            writing => writing.Db.Set<IdentityConsent>().ExecuteDeleteAsync());
        await court.Sandboxes.Tell("identity", "fail");

        (await Compare(person, "good")).Refusal.ShouldBe("IDENTITY_CLAIM_FIRST");
        (await person.Get("/me/identity/face")).Path.ShouldBe("/me/identity");
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

    /// <summary>RF-03: whoever has a lawyer's name and an own confirmed identity does not have the lawyer's licence.</summary>
    [Theory, DatabaseData]
    public async Task A_licence_is_not_given_to_another_person_of_the_same_name(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("CLK");
        await person.Submit(await person.Get("/me/identity"), "/me/identity", ("document", "hong-kong-identity-card"), ("number", "G123456(A)"),
            ("name", DemoPeople.Lawyer.Name), ("consent", "yes"));
        (await Compare(person, "good")).Refusal.ShouldBeNull();

        var page = await person.Submit(await person.Get("/me/lawyer"), "/me/lawyer", ("licence", DemoPeople.Lawyer.Licence!));

        page.Readable.ShouldContain("持证人不是您本人");
        (await court.Get<LawyerProfiles>().Of(court.AccountOf("CLK"))).ShouldBeNull();
    }

    internal static async Task<Page> Claim(Visitor person, string number, string? name = null) => await person.Submit(
        await person.Get("/me/identity"), "/me/identity", ("document", "hong-kong-identity-card"), ("number", number),
        ("name", name ?? DemoPeople.Principal.Name), ("consent", "yes"));

    internal static async Task<Page> Compare(Visitor person, string face, Guid? act = null)
    {
        await person.Get("/me/identity");
        return await person.PostBody($"/me/identity/face?act={act ?? person.NewAct()}", "image/jpeg", Faces.With(face));
    }

    static async Task<IEnumerable<string>> Kinds(CourtHost court, Guid account) =>
        (await court.EntriesOf(Account.StreamOf(account))).Select(entry => entry.Kind);
}
