using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Objects;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing;
using Mingzheng.Witnessing.Applying;
using Shouldly;
using Xunit;
using Authorization = Mingzheng.Witnessing.Authorization;

namespace Mingzheng.Tests.Witnessing;

/// <summary>A power of attorney that the principal has already, pasted or as a file: what it names is ticked, and 全权代理 is warned of (ACC-AW-04).</summary>
[Trait("kind", "court")]
public sealed class ExistingTextTests(OpenCourts courts) : IClassFixture<OpenCourts>
{
    const string Form = "/authorizations/new";
    const string FullAgency = "兹委托李示例律师全权代理本案，代为和解。";
    const string Warning = "不产生任何特别授权";

    [Theory, DatabaseData]
    public async Task ACC_AW_04_Full_agency_in_a_text_ticks_no_special_power_and_warns(DatabaseKind kind)
    {
        var open = await courts.On(kind);
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁全权");
        var page = await visitor.Submit(await visitor.Get(Form), Form,
            [.. Scene.Application("S4", "S6"), ("existing", FullAgency), ("do", "read-existing")]);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Readable.ShouldContain(Warning);
        page.Form(Form).Where(field => field.Name == "powers").ShouldBeEmpty();
        (await Submitted(open.Court, visitor)).ShouldBeNull();
    }

    [Theory, DatabaseData]
    public async Task ACC_AW_04_The_application_says_by_digest_which_text_it_was_and_that_the_warning_was_shown(DatabaseKind kind)
    {
        var open = await courts.On(kind);
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁留痕");
        (string, string)[] typed = [.. Scene.Application("S4"), ("existing", $"{FullAgency}\r\n二〇二六年")];
        var page = await visitor.Submit(await visitor.Get(Form), Form, typed);
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "nobody had read the warning");
        page.Text.ShouldContain("href=\"#field-existing\"");
        page.Readable.ShouldContain(Warning);
        (await Submitted(open.Court, visitor)).ShouldBeNull();

        (await visitor.Submit(page, Form, [.. typed.Where(field => field.Item1 != "existing"), ("existing", FullAgency + "与本人同等。")]))
            .Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "the warning was about another text");
        page = await visitor.Submit(page, Form, typed);

        page.Status.ShouldBe(HttpStatusCode.OK, page.Readable);
        var text = $"{FullAgency}\n二〇二六年";
        var entry = (await Submitted(open.Court, visitor)).ShouldNotBeNull();
        ((bool)entry["warned"]!).ShouldBeTrue();
        ((string)entry["wishedText"]!).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        (await Facts(open.Court, visitor)).WishedText.ShouldBe(text);
        page.Readable.ShouldContain("二〇二六年");
    }

    [Theory, DatabaseData]
    public async Task ACC_AW_04_Without_a_text_nothing_is_said_to_have_been_warned_of(DatabaseKind kind)
    {
        var open = await courts.On(kind);
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁无文");
        await Scene.Apply(visitor, "S4");

        var entry = (await Submitted(open.Court, visitor)).ShouldNotBeNull();
        ((bool)entry["warned"]!).ShouldBeFalse();
        entry["wishedText"].ShouldBeNull();
        (await Facts(open.Court, visitor)).WishedText.ShouldBeNull();
    }

    [Theory, DatabaseData]
    public async Task A_text_that_names_powers_ticks_exactly_those(DatabaseKind kind)
    {
        var open = await courts.On(kind);
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁文本");
        var page = await visitor.Submit(await visitor.Get(Form), Form,
            [.. Scene.Application(), ("existing", "代为和解；代为提起反诉；不得代为上诉。"), ("do", "read-existing")]);

        page.Form(Form).Where(field => field.Name == "powers").Select(field => field.Value).ShouldBe(["S4", "S5"]);
    }

    public static TheoryData<DatabaseKind, string, byte[]> Files()
    {
        var files = new TheoryData<DatabaseKind, string, byte[]>();
        foreach (var kind in CourtDatabase.PostgresIsGiven ? new[] { DatabaseKind.Sqlite, DatabaseKind.Postgres } : [DatabaseKind.Sqlite])
        {
            files.Add(kind, "委托书.txt", Encoding.UTF8.GetBytes(FullAgency));
            files.Add(kind, "marked.txt", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(FullAgency)]);
            files.Add(kind, "wide.txt", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(FullAgency)]);
            files.Add(kind, "委托书.pdf", PdfOf([FullAgency]));
        }

        return files;
    }

    [Theory, MemberData(nameof(Files))]
    public async Task ACC_AW_04_An_uploaded_text_is_read_like_a_pasted_one(DatabaseKind kind, string name, byte[] content)
    {
        var open = await courts.On(kind);
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁文件");

        var page = await Upload(visitor, name, content);

        page.Status.ShouldBe(HttpStatusCode.OK, page.Readable);
        page.Readable.ShouldContain(Warning);
        page.Form(Form).Where(field => field.Name == "powers").ShouldBeEmpty();
        page.Form(Form).ShouldContain(("existing", FullAgency));
        page = await visitor.Submit(page, Form, Scene.Application("S4"));
        page.Status.ShouldBe(HttpStatusCode.OK, page.Readable);
        ((bool)(await Submitted(open.Court, visitor))!["warned"]!).ShouldBeTrue();
        (await Facts(open.Court, visitor)).WishedText.ShouldBe(FullAgency);
    }

    /// <summary>A page breaks its lines wherever they are full, also in the middle of the words that the court has to warn of (CPL-I 89).</summary>
    [Fact]
    public async Task ACC_AW_04_Words_that_a_page_breaks_over_two_lines_are_found()
    {
        var open = await courts.On(DatabaseKind.Sqlite);
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁换行");

        var page = await Upload(visitor, "委托书.pdf", PdfOf(["代理权限为全权", "代理，包括和解、上诉。"]));

        page.Readable.ShouldContain(Warning);
        page.Form(Form).ShouldContain(("existing", "代理权限为全权\n代理，包括和解、上诉。"));
        page.Form(Form).Where(field => field.Name == "powers").ShouldBeEmpty();
    }

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "broken.pdf", "%PDF-1.7\nnothing of a document"u8.ToArray(), "无法从该文件读出文字" },
        { "photographed.pdf", PdfOf([""]), "无法从该文件读出文字" },
        { "picture.txt", Scene.Png, "无法从该文件读出文字" },
        // 全权代理 as GB 18030 has it.
        { "other.txt", [0xC8, 0xAB, 0xC8, 0xA8, 0xB4, 0xFA, 0xC0, 0xED], "无法从该文件读出文字" },
        { "long.txt", Encoding.UTF8.GetBytes(new string('长', 8001)), "最多 8000 个字" },
        { "large.txt", new byte[(2 * 1024 * 1024) + 1], "文件过大" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task A_file_of_which_no_text_can_be_read_is_refused_beside_its_field(string name, byte[] content, string said)
    {
        var open = await courts.On(DatabaseKind.Sqlite);
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁错件");

        var page = await Upload(visitor, name, content);

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, page.Readable);
        page.Text.ShouldContain("href=\"#field-existing-file\"");
        page.Readable.ShouldContain(said);
        page.Form(Form).ShouldContain(("address", "香港虚构道1号示范大厦2楼"), "what was typed stays");
    }

    /// <summary>The form around the file is larger than what is held in memory by default; nothing of it may lie in a file in clear.</summary>
    [Theory, DatabaseData]
    public async Task A_file_is_held_in_memory_and_not_spooled(DatabaseKind kind)
    {
        var open = await courts.On(kind);
        var post = open.Court.Get<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints.OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
            .Single(one => one.RoutePattern.RawText == Form && one.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods.Contains("POST"));

        var options = post.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IFormOptionsMetadata>().ShouldNotBeNull();
        options.MemoryBufferThreshold.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(ExistingText.LargestFile);
        post.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata>()!.MaxRequestBodySize.ShouldBe(ExistingText.LargestRequest);
    }

    static async Task<Page> Upload(Visitor visitor, string name, byte[] content)
    {
        using var body = new MultipartFormDataContent();
        var page = await visitor.Get(Form);
        var typed = Scene.Application("S4", "S6");
        foreach (var (field, value) in page.Form(Form).Where(one => one.Name != "existing-file" && typed.All(given => given.Name != one.Name)).Concat(typed))
        {
            body.Add(new StringContent(value), field);
        }

        body.Add(new StringContent("read-existing"), "do");
        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        body.Add(file, "existing-file", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, Form) { Content = body };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return Page.Read(await visitor.Http.SendAsync(request));
    }

    /// <summary>Lines of text that a reader finds by the map of its characters, whatever its font looks like.</summary>
    static byte[] PdfOf(string[] lines)
    {
        var shown = string.Join(' ', lines.Select((line, number) =>
            $"BT /F 12 Tf 50 {700 - (20 * number)} Td <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(line))}> Tj ET"));
        const string map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <FFFF> endcodespacerange "
            + "1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end";
        return Encoding.ASCII.GetBytes($"""
            %PDF-1.4
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
            4 0 obj <</Length {shown.Length}>> stream
            {shown}
            endstream endobj
            5 0 obj <</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>> endobj
            6 0 obj <</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>> endobj
            7 0 obj <</Length {map.Length}>> stream
            {map}
            endstream endobj
            trailer <</Root 1 0 R>>
            %%EOF
            """);
    }

    /// <summary>The body of the entry of the only application; null when there is none.</summary>
    static async Task<JsonObject?> Submitted(CourtHost court, Visitor visitor) =>
        await Row(court, visitor) is { } row ? (await court.EntriesOf(row.Stream)).Single(entry => entry.Kind == "witnessing.submitted").Body : null;

    static async Task<AuthorizationFacts> Facts(CourtHost court, Visitor visitor)
    {
        var row = (await Row(court, visitor)).ShouldNotBeNull();
        return AuthorizationFacts.Open(court.Get<DataKeys>().Of($"case:{row.CaseId:D}"), row);
    }

    static async Task<Authorization?> Row(CourtHost court, Visitor visitor)
    {
        var account = Scene.AccountOf(visitor);
        await using var db = court.Get<Reads>().Open();
        return await db.Set<Authorization>().SingleOrDefaultAsync(one => one.PrincipalId == account);
    }
}
