using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Playwright;
using Mingzheng.Proof.Pdf;
using Mingzheng.Tests.Pdf;
using Mingzheng.Web.Components;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

using Signing = Mingzheng.Tests.Pdf.Signing;

/// <summary>
/// The browser's half of a signature: the key is made there and stays there, and the page signs only the document that was
/// read. The other half is the PDF library and a test authority.
/// </summary>
[Trait("kind", "browser")]
public sealed class SigningKeyTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    static readonly byte[] Challenge = SHA256.HashData("one signing event"u8);

    readonly TestAuthority authority = new(Signing.Instant);
    readonly byte[] document = SamplePdf.Pages("Power of attorney");
    Func<byte[], byte[]> forge = pdf => pdf;
    Func<byte[], byte[]> forgeAttributes = attributes => attributes;
    Func<int, IResult?> answerFirst = _ => null;
    int fetched;
    byte[] prepared = [];
    SignerCertificate? signer;
    byte[]? signed;
    JsonNode? strokes;
    WebHost host = null!;

    public async Task InitializeAsync() => host = await WebHost.Start(app =>
    {
        app.MapGet("/signing", () => new RazorComponentResult<SamplePage>(new { Part = typeof(SigningKey), With = Ceremony() }));
        app.MapGet("/signing/prepared", () => answerFirst(++fetched) ?? Results.Bytes(prepared, "application/pdf"));
        app.MapGet("/signed", () => new RazorComponentResult<SampleForm>(new { Heading = "已签名" }));
        app.MapPost("/signing/key", Certify);
        app.MapPost("/signing/signature", Complete);
    });

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_key_made_in_the_browser_signs_the_document_that_was_read()
    {
        var page = await Sign();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("已签名");
        var report = PdfCheck.Check(signed!, authority.Roots, authority.Roots);
        report.Verdict.ShouldBe(PdfVerdict.Valid, report.Reason);
        report.Signatures.Single().Signer.ShouldBe("陳示例");
    }

    [Fact]
    public async Task Strokes_are_lists_of_points_between_0_and_1()
    {
        await Assertions.Expect((await Sign()).Locator("h1")).ToHaveTextAsync("已签名");
        var points = strokes!.AsArray().SelectMany(stroke => stroke!.AsArray()).ToList();
        points.Count.ShouldBeGreaterThan(5);
        points.SelectMany(point => point!.AsArray().Take(3)).ShouldAllBe(value => (double)value! >= 0 && (double)value! <= 1);
    }

    /// <summary>A line that breaks while the page loads: without the key the form would be refused, and nobody would know why.</summary>
    [Fact]
    public async Task Nothing_can_be_sent_until_the_script_is_there_and_it_comes_when_the_line_does()
    {
        var page = await browser.Open(new Uri(host.Address, "signed"));
        var broken = true;
        await page.RouteAsync("**/signing-key*", route => broken ? route.AbortAsync() : route.ContinueAsync());
        await page.GotoAsync(new Uri(host.Address, "signing").ToString());
        var button = page.GetByRole(AriaRole.Button, new() { Name = "确认签名" });
        await Assertions.Expect(button).ToBeDisabledAsync();
        broken = false;
        await Assertions.Expect(button).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Every_stroke_is_seen_and_a_dot_is_one()
    {
        var page = await browser.Open(new Uri(host.Address, "signing"));
        var pad = (await page.Locator("canvas").BoundingBoxAsync())!;
        var seen = new List<int>();
        foreach (var (x, width) in new[] { (30, 0), (60, 90), (200, 0) })
        {
            await page.Mouse.MoveAsync(pad.X + x, pad.Y + 40);
            await page.Mouse.DownAsync();
            if (width > 0)
            {
                await page.Mouse.MoveAsync(pad.X + x + width, pad.Y + 80, new() { Steps = 20 });
            }
            await page.Mouse.UpAsync();
            seen.Add(await page.EvaluateAsync<int>(
                "() => { const c = document.querySelector('canvas'); return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((_, at) => at % 4 === 3).filter(Boolean).length; }"));
        }

        seen[0].ShouldBeGreaterThan(0);
        seen.ShouldBe(seen.Distinct().Order());
        await page.GetByRole(AriaRole.Button, new() { Name = "确认签名" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("已签名");
        strokes!.AsArray().Select(stroke => stroke!.AsArray().Count > 1).ShouldBe([false, true, false]);
    }

    /// <summary>The server shows one text and prepares another for signing, for instance with one more power.</summary>
    [Fact]
    public async Task Another_document_than_the_one_read_is_not_signed()
    {
        forge = pdf => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(pdf).Replace("attorney", "ATTORNEY", StringComparison.Ordinal));
        await NothingIsSigned();
    }

    /// <summary>The prepared file is right, but the attributes name another file's digest.</summary>
    [Fact]
    public async Task Attributes_that_name_another_digest_are_not_signed()
    {
        forgeAttributes = attributes =>
        {
            var digest = PdfSigning.Resume(prepared).DocumentDigest;
            var forged = (byte[])attributes.Clone();
            forged[forged.AsSpan().IndexOf(digest)] ^= 1;
            return forged;
        };
        await NothingIsSigned();
    }

    /// <summary>The key is not an oracle: it signs these three attributes and nothing else.</summary>
    [Fact]
    public async Task Bytes_that_are_not_signed_attributes_are_not_signed()
    {
        forgeAttributes = attributes => [.. attributes, 0];
        await NothingIsSigned();
    }

    /// <summary>A court that is busy for a moment is no forger.</summary>
    [Fact]
    public async Task A_prepared_file_that_does_not_come_is_asked_for_again()
    {
        answerFirst = time => time < 3 ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : null;
        await Assertions.Expect((await Sign()).Locator("h1")).ToHaveTextAsync("已签名");
        fetched.ShouldBe(3);
    }

    [Theory]
    [InlineData(503, "签名未完成")]
    [InlineData(401, "登录后才能继续")]
    public async Task What_is_said_instead_of_the_prepared_file_is_no_alarm_and_the_drawing_stays(int status, string said)
    {
        answerFirst = _ => status == 503 ? Results.Text("", "text/html", statusCode: status) : Results.StatusCode(status);
        var page = await Sign();
        await Assertions.Expect(page.Locator("[data-signing-trouble]")).ToContainTextAsync(said);
        await Assertions.Expect(page.GetByText("文件与您读过的不一致")).ToHaveCountAsync(0);
        signed.ShouldBeNull();

        answerFirst = _ => null;
        await page.GetByRole(AriaRole.Button, new() { Name = "确认签名" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("已签名");
    }

    /// <summary>A page that a proxy or a sign-in puts in the place of the file, with a status that says that all is well.</summary>
    [Fact]
    public async Task A_page_in_the_place_of_the_prepared_file_is_no_alarm()
    {
        answerFirst = _ => Results.Content("<p>hotel</p>", "text/html");
        await Assertions.Expect((await Sign()).Locator("[data-signing-trouble]")).ToContainTextAsync("签名未完成");
        signed.ShouldBeNull();
    }

    [Fact]
    public async Task A_signature_pad_left_empty_is_not_sent()
    {
        var page = await browser.Open(new Uri(host.Address, "signing"));
        await page.GetByRole(AriaRole.Button, new() { Name = "确认签名" }).ClickAsync();
        await Assertions.Expect(page.GetByText("请先签名，或输入姓名。")).ToBeVisibleAsync();
        signer.ShouldBeNull();
    }

    async Task NothingIsSigned()
    {
        var page = await Sign();
        await Assertions.Expect(page.GetByText("文件与您读过的不一致，已停止签名。")).ToBeVisibleAsync();
        signed.ShouldBeNull();
    }

    /// <summary>Opens the page, draws and confirms.</summary>
    async Task<IPage> Sign()
    {
        var page = await browser.Open(new Uri(host.Address, "signing"));
        var pad = (await page.Locator("canvas").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(pad.X + 30, pad.Y + 40);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(pad.X + 200, pad.Y + 80, new() { Steps = 20 });
        await page.Mouse.UpAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认签名" }).ClickAsync();
        return page;
    }

    async Task<IResult> Certify(HttpRequest request)
    {
        var asked = (await JsonNode.ParseAsync(request.Body))!;
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String((string)asked["spki"]!), out _);
        key.VerifyData(Challenge, Convert.FromBase64String((string)asked["proof"]!), HashAlgorithmName.SHA256).ShouldBeTrue();
        strokes = asked["strokes"];
        signer = authority.Certify("陳示例", key);
        prepared = forge(PdfSigning.Prepare(document, Signing.Request("principal", "陳示例")).Pdf);
        return Results.Json(new
        {
            prepared = "/signing/prepared",
            attributes = Convert.ToBase64String(forgeAttributes(PdfSigning.Resume(prepared).SignedAttributes(signer))),
            certificate = Convert.ToBase64String(signer.Certificate),
        });
    }

    async Task<IResult> Complete(HttpRequest request)
    {
        var signature = Convert.FromBase64String((string)(await JsonNode.ParseAsync(request.Body))!["signature"]!);
        signed = await PdfSigning.Complete(PdfSigning.Resume(prepared), signer!, signature, authority.Timestamp, authority.Trust);
        return Results.Json(new { next = "/signed" });
    }

    Dictionary<string, object> Ceremony() => new()
    {
        ["KeyUrl"] = "/signing/key",
        ["SignatureUrl"] = "/signing/signature",
        ["Challenge"] = Convert.ToBase64String(Challenge),
        ["DocumentBytes"] = (long)document.Length,
        ["DocumentDigest"] = Convert.ToHexStringLower(SHA256.HashData(document)),
        ["ChildContent"] = (RenderFragment)Form,
    };

    static void Form(RenderTreeBuilder builder)
    {
        builder.OpenComponent<ActForm>(0);
        builder.AddComponentParameter(1, nameof(ActForm.Action), "/signing/fallback");
        builder.AddComponentParameter(2, nameof(ActForm.ChildContent), (RenderFragment)(content =>
        {
            content.OpenComponent<SignaturePad>(0);
            content.AddComponentParameter(1, nameof(SignaturePad.SignerName), "陳示例");
            content.CloseComponent();
            content.OpenComponent<Button>(2);
            content.AddComponentParameter(3, nameof(Button.ChildContent), (RenderFragment)(text => text.AddContent(0, "确认签名")));
            content.AddComponentParameter(4, "disabled", true);
            content.AddComponentParameter(5, "data-when-ready", true);
            content.CloseComponent();
        }));
        builder.CloseComponent();
    }
}
