using System.Net;
using Microsoft.AspNetCore.Builder;
using Mingzheng.Tests.Hosting;
using Mingzheng.Web;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

/// <summary>Behind a proxy the court knows its callers; without one nobody may choose who they are. Tests call from 127.0.0.1.</summary>
[Trait("kind", "court")]
public sealed class TrustedProxyTests
{
    const string OneCodePerMinute = "Verification:CodesPerMinute=1";

    /// <summary>A caller who writes their own X-Forwarded-For must not pass the limits, nor switch on what belongs to https.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("192.0.2.7, 198.51.100.0/24")]
    public async Task What_a_stranger_says_of_the_caller_is_ignored(string trusted)
    {
        await using var court = await CourtHost.Start(settings: [OneCodePerMinute, $"Proxies:Trusted={trusted}"]);

        (await Ask(court, "203.0.113.1")).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        (await Ask(court, "203.0.113.2")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        using var page = await Call(court, "/sign-in", "203.0.113.1");
        page.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        CookiesOf(page).ShouldAllBe(cookie => !cookie.Contains("; secure"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("192.0.2.7, 127.0.0.0/8")]
    public async Task A_trusted_proxy_says_who_called_and_how(string trusted)
    {
        await using var court = await CourtHost.Start(settings: [OneCodePerMinute, $"Proxies:Trusted={trusted}"]);

        (await Ask(court, "203.0.113.1")).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        (await Ask(court, "203.0.113.2")).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        // What the caller wrote stands before what the proxy added, and is not believed.
        (await Ask(court, "203.0.113.9, 203.0.113.1")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        using var page = await Call(court, "/sign-in", "203.0.113.1");
        page.Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
        CookiesOf(page).ShouldAllBe(cookie => cookie.Contains("; secure"));
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_stops_the_start()
    {
        await using var app = WebApplication.CreateSlimBuilder(["--Proxies:Trusted=127.0.0.1, proxy.example"]).Build();

        Should.Throw<InvalidOperationException>(app.UseTrustedProxies).Message.ShouldContain("proxy.example");
    }

    static Task<HttpResponseMessage> Ask(CourtHost court, string forwarded) => Call(court, "/verify?code=AAAA", forwarded);

    static async Task<HttpResponseMessage> Call(CourtHost court, string path, string forwarded)
    {
        using var visitor = court.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", forwarded);
        request.Headers.Add("X-Forwarded-Proto", "https");
        return await visitor.Http.SendAsync(request);
    }

    static IReadOnlyList<string> CookiesOf(HttpResponseMessage page)
    {
        page.Headers.TryGetValues("Set-Cookie", out var cookies).ShouldBeTrue();
        return [.. cookies!];
    }
}
