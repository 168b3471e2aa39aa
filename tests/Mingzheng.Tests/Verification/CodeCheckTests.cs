using System.Net;
using Mingzheng.Base.Database;
using Mingzheng.Development;
using Mingzheng.Tests.Hosting;
using Mingzheng.Verification.Codes;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Verification;

[Collection(FinishedSessionTests.Name), Trait("kind", "court")]
public sealed class CodeCheckTests(FinishedSessions sessions)
{
    [Theory, DatabaseData]
    public async Task AW_32_A_code_tells_case_validity_and_digests_and_names_nobody(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var page = await session.Stranger.Get($"/verify?code={await session.Code()}");

        page.Status.ShouldBe(HttpStatusCode.OK, page.Text);
        page.Readable.ShouldContain("有效");
        page.Readable.ShouldContain(DemoPeople.CaseNumber);
        page.Readable.ShouldContain(DemoPeople.CourtName);
        foreach (var document in new[] { "power-of-attorney", "record", "certificate" })
        {
            page.Readable.ShouldContain((await session.Document(document)).Sha256);
        }

        page.Readable.ShouldContain("mingzheng.localhost/log");
        foreach (var person in DemoPeople.All)
        {
            page.Text.ShouldNotContain(person.Name);
            page.Text.ShouldNotContain(person.NameEn);
            page.Text.ShouldNotContain(person.DocumentNumber);
        }
    }

    [Theory, DatabaseData]
    public async Task A_code_may_be_typed_in_any_way(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var code = (await session.Code()).Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();

        (await session.Stranger.Get($"/verify?code={Uri.EscapeDataString(code)}")).Readable.ShouldContain(DemoPeople.CaseNumber);
    }

    [Theory, DatabaseData]
    public async Task A_program_gets_the_same_as_data(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        using var program = new HttpClient { BaseAddress = session.Court.Address };
        using var answer = await program.GetAsync($"/verify?code={await session.Code()}");
        var found = Page.Read(answer).Json;

        ((string)found["validity"]!).ShouldBe("inEffect");
        ((string)found["caseNumber"]!).ShouldBe(DemoPeople.CaseNumber);
        found["documents"]!.AsArray().ShouldAllBe(document => document!["position"] != null);
    }

    [Theory]
    [InlineData("AAAA-BBBB-CCCC-DDDD")]
    [InlineData("x")]
    [InlineData("'; drop table cases; --")]
    [InlineData("\ud83d\ude00\ufffd%00")]
    public async Task A_code_that_nobody_issued_is_refused_at_its_field(string code)
    {
        var session = await sessions.On(DatabaseKind.Sqlite);
        var page = await session.Stranger.Get($"/verify?code={Uri.EscapeDataString(code)}");

        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Readable.ShouldContain("没有此查验码对应的确认书");
        page.Text.ShouldContain("href=\"#field-code\"");
    }

    [Theory]
    [InlineData("abcd-efgh-jklm-2345", "ABCD-EFGH-JKLM-2345")]
    [InlineData(" ABCDEFGH JKLM2345 ", "ABCD-EFGH-JKLM-2345")]
    [InlineData("ＡＢＣＤ－efgh–jklm—2345", "ABCD-EFGH-JKLM-2345")]
    [InlineData("", "")]
    public void A_code_is_read_as_it_was_issued(string typed, string issued) => VerificationCode.Normalise(typed).ShouldBe(issued);

    [Fact]
    public void A_code_cut_in_the_middle_of_a_character_is_still_read() =>
        VerificationCode.Normalise(new string('-', 99) + "\ud83d\ude00").ShouldBe("");

    /// <summary>Attack: trying codes. Each network has a small number of tries a minute.</summary>
    [Fact]
    public async Task Who_tries_codes_is_told_to_wait()
    {
        await using var court = await CourtHost.Start(DatabaseKind.Sqlite, null, "Verification:CodesPerMinute=2");
        using var visitor = court.Visitor();
        for (var tried = 0; tried < 2; tried++)
        {
            (await visitor.Get("/verify?code=AAAA-BBBB-CCCC-DDDD")).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        var page = await visitor.Get("/verify?code=AAAA-BBBB-CCCC-DDDD");
        page.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        page.Refusal.ShouldBe("TOO_OFTEN");
        page.Response.Headers.RetryAfter.ShouldNotBeNull();
        (await visitor.Get("/verify")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_interface_for_programs_lists_the_public_paths_and_no_others()
    {
        var session = await sessions.On(DatabaseKind.Sqlite);
        var page = await session.Stranger.Get("/openapi.json");

        page.Json["paths"]!.AsObject().Select(path => path.Key).Order(StringComparer.Ordinal).ShouldBe(
            ["/health/live", "/health/ready", "/log/checkpoint", "/log/key", "/log/tile/{path}", "/trust/root.pem", "/trust/tsa.pem", "/verify"]);
    }
}
