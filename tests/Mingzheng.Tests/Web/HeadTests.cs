using System.Net;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

/// <summary>Programs that watch a server or fetch from it ask for heads first; a general-purpose server has to answer (RFC 9110 9.1).</summary>
[Trait("kind", "court")]
public sealed class HeadTests
{
    [Theory, DatabaseData]
    public async Task A_head_is_that_of_the_page_and_has_no_body(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = court.Visitor();
        foreach (var path in new[] { "/", "/log/checkpoint", "/log/key", "/trust/root.pem", "/health/live", "/verify", "/sign-in", "/css/court.css", "/desk", "/nowhere", "/language" })
        {
            var page = await visitor.Get(path);
            using var head = await Head(visitor, path);

            (path, head.StatusCode).ShouldBe((path, page.Status));
            head.Content.Headers.ContentType.ShouldBe(page.Response.Content.Headers.ContentType, path);
            (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty(path);
        }

        (await Head(visitor, "/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Head(visitor, "/language")).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    /// <summary>The rights are those of GET, and the stream that never ends by itself ends.</summary>
    [Fact]
    public async Task A_head_is_for_whom_the_page_is_for_and_a_stream_ends_after_it()
    {
        await using var court = await CourtHost.Start();
        using var judge = await court.SignIn("JDG");
        using var visitor = court.Visitor();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var stream = $"/events?stream=account:{court.AccountOf("JDG"):D}";

        using var mine = await Head(judge, stream).WaitAsync(limit.Token);
        using var theirs = await Head(visitor, stream);

        (mine.StatusCode, mine.Content.Headers.ContentType?.MediaType).ShouldBe((HttpStatusCode.OK, "text/event-stream"));
        theirs.StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await Head(judge, "/desk")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    static Task<HttpResponseMessage> Head(Visitor visitor, string path) => visitor.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
}
