using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Mingzheng.Base;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

/// <summary>What every request meets: refusals that say what to do, the forgery guard, the headers.</summary>
public sealed partial class RequestTests : IAsyncLifetime
{
    WebHost host = null!;
    HttpClient client = null!;

    public async Task InitializeAsync()
    {
        host = await WebHost.Start(app =>
        {
            app.MapGet("/early", IResult () => throw new RefusedException(new Refusal("TOO_LARGE", "AW-R2") { Status = 409, Field = "file" }));
            app.MapGet("/broken", IResult () => throw new InvalidOperationException("secret detail"));
            app.MapGet("/forbidden", () => Results.StatusCode(403));
            app.MapPost("/late", IResult () => throw new RefusedException(new Refusal("TOO_LARGE", "AW-R2") { Status = 409 })).DisableAntiforgery();
            app.MapPost("/acts", () => Results.Text("done"));
            app.MapPost("/partners", () => Results.Text("done")).DisableAntiforgery();
        });
        client = host.Client();
    }

    public Task DisposeAsync()
    {
        client.Dispose();
        return host.DisposeAsync().AsTask();
    }

    [Fact]
    public async Task A_refusal_is_a_page_that_says_what_to_do_next()
    {
        var answer = await client.GetAsync("/early");
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("data-refusal=\"TOO_LARGE\"");
        page.ShouldContain("文件或内容过大。");
        page.ShouldContain("AW-R2");
    }

    /// <summary>Who only opened an address typed nothing: only who sent a form is told that what was typed is kept.</summary>
    [Fact]
    public async Task That_what_was_typed_is_not_lost_is_said_to_who_sent_something()
    {
        var opened = await (await client.GetAsync("/early")).Content.ReadAsStringAsync();
        opened.ShouldNotContain("请返回上一页更正后再提交");
        opened.ShouldContain("请返回上一页，或从首页重新进入");

        (await (await Post("/late", new FormUrlEncodedContent([]))).Content.ReadAsStringAsync()).ShouldContain("您填写的内容没有丢失：请返回上一页更正后再提交");
    }

    [Fact]
    public async Task A_program_gets_the_refusal_as_problem_json()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/early");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.AcceptLanguage.ParseAdd("en");
        using var answer = await client.SendAsync(request);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        problem.GetProperty("code").GetString().ShouldBe("TOO_LARGE");
        problem.GetProperty("rule").GetString().ShouldBe("AW-R2");
        problem.GetProperty("field").GetString().ShouldBe("file");
        problem.GetProperty("title").GetString().ShouldBe("The file or text is too large.");
    }

    [Theory]
    [InlineData("/nowhere", 404, "没有找到此页")]
    [InlineData("/forbidden", 403, "您无权查看或办理")]
    [InlineData("/broken", 500, "系统出现故障")]
    public async Task An_error_without_words_gets_a_page(string path, int status, string words)
    {
        var answer = await client.GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(status);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain(words);
        page.ShouldNotContain("secret detail");
    }

    [Fact]
    public async Task A_form_without_its_token_is_a_bad_request()
    {
        var answer = await Post("/acts", new FormUrlEncodedContent([]));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("FORGED_REQUEST");
    }

    [Fact]
    public async Task A_form_of_our_own_page_is_taken()
    {
        var token = await Token();
        var answer = await Post("/acts", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Another site makes the person's browser send a form with a token that the attacker got for himself.</summary>
    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_request_that_another_site_started_is_refused_even_with_a_token(string header, string value)
    {
        var token = await Token();
        var answer = await Post("/acts", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]), (header, value));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_upload_needs_the_token_in_its_header_or_the_browsers_word()
    {
        ByteArrayContent Picture() => new([0xff, 0xd8]) { Headers = { ContentType = new("image/jpeg") } };
        (await Post("/acts", Picture())).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Post("/acts", Picture(), ("X-Forgery-Guard", "wrong"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Post("/acts", Picture(), ("X-Forgery-Guard", await Token()))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Post("/acts", Picture(), ("Sec-Fetch-Site", "same-origin"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Post("/acts", Picture(), ("Origin", host.Address.GetLeftPart(UriPartial.Authority)))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_partner_with_a_secret_of_its_own_needs_no_token()
    {
        (await Post("/partners", new StringContent("{}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/cases/1?page=2", "/cases/1?page=2")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("/\t/elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    public async Task Choosing_a_language_leads_back_to_a_page_of_ours(string wanted, string reached)
    {
        var answer = await Post("/language", new FormUrlEncodedContent([new("language", "en"), new("return", wanted)]));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.ShouldBe(reached);
        answer.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("language=en;", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/development/look")]
    [InlineData("/development/look/room")]
    [InlineData("/nowhere")]
    public async Task No_page_runs_or_loads_what_is_not_ours(string path)
    {
        var answer = await client.GetAsync(path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldNotContain("unsafe");
        policy.ShouldContain("script-src 'self';");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Permissions-Policy").Single().ShouldStartWith("camera=(self), microphone=(self)");
        var page = await answer.Content.ReadAsStringAsync();
        InlineCode().Matches(page).ShouldBeEmpty();
        ChineseEntity().Matches(page).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_style_sheet_under_its_digest_is_served()
    {
        var page = await client.GetStringAsync("/development/look");
        var address = StyleSheet().Match(page).Groups["address"].Value;
        var answer = await client.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        (await client.GetAsync(address.Replace("/css/", "/../../", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    async Task<string> Token()
    {
        var page = await client.GetStringAsync("/development/look");
        return TokenField().Match(page).Groups["token"].Value;
    }

    Task<HttpResponseMessage> Post(string path, HttpContent content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return client.SendAsync(request);
    }

    /// <summary>A style or handler attribute, or a script without src that a browser would run.</summary>
    [GeneratedRegex("""<[^>]+\s(style|on[a-z]+)=|<script(?![^>]*(src=|application/json))""")]
    private static partial Regex InlineCode();

    [GeneratedRegex("&#x[3-9][0-9A-F]{3};")]
    private static partial Regex ChineseEntity();

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)["]""")]
    private static partial Regex TokenField();

    [GeneratedRegex("""rel="stylesheet" href="(?<address>[^"]+)["]""")]
    private static partial Regex StyleSheet();
}
