using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Objects;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>Papers come in as a stream and are never kept in clear; what is no paper is refused and leaves nothing behind.</summary>
[Trait("kind", "court")]
public sealed class MaterialTests(OpenCourt open) : IClassFixture<OpenCourt>
{
    const int Largest = 20 * 1024 * 1024;

    [Fact]
    public async Task A_paper_is_kept_encrypted_and_given_back_byte_for_byte()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁材料");
        var id = await Scene.Apply(visitor);
        var paper = (byte[])[.. Scene.Pdf, .. Encoding.ASCII.GetBytes("A-PAPER-NOBODY-ELSE-SEES")];
        (await Scene.Upload(visitor, id, "identity-paper", "梁材料身份证.pdf", paper)).Status.ShouldBe(HttpStatusCode.OK);

        var material = (await Materials(id)).ShouldHaveSingleItem();
        (await TitleOf(material)).ShouldBe("梁材料身份证.pdf");
        (await visitor.Get($"/authorizations/{id:D}")).Readable.ShouldContain("梁材料身份证.pdf");
        open.Court.FilesContaining("A-PAPER-NOBODY-ELSE-SEES").ShouldBeEmpty();
        (await open.Court.DatabaseHolds("梁材料")).ShouldBeFalse("People name files after themselves.");
        (await open.Court.DatabaseHolds("identity-paper")).ShouldBeTrue("the search finds what is there");
        foreach (var reader in new[] { visitor, open.Scene.Judge })
        {
            using var answer = await reader.Http.GetAsync($"/authorizations/{id:D}/materials/{material.Id:D}");
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(paper);
            answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            answer.Content.Headers.ContentDisposition.FileName.ShouldBe("identity-paper.pdf");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        }

        // Section 24: the lawyer knows of the paper, but does not see it.
        (await open.Scene.Agent.Get($"/authorizations/{id:D}/materials/{material.Id:D}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Attack: an id inside the body would have the whole of it read, and written to the disk in clear, before anything is asked.</summary>
    [Fact]
    public async Task A_file_whose_act_stands_in_the_body_is_refused_unread()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁无号");
        var id = await Scene.Apply(visitor);
        using var body = new MultipartFormDataContent();
        using var act = new StringContent($"{visitor.NewAct():D}");
        using var file = new ByteArrayContent(Scene.Pdf);
        body.Add(act, "act");
        body.Add(file, "file", "card.pdf");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/authorizations/{id:D}/materials?kind=identity-paper") { Content = body };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        Page.Read(await visitor.Http.SendAsync(request)).Refusal.ShouldBe("ACT_ID_MISSING");
        (await Materials(id)).ShouldBeEmpty();
    }

    /// <summary>Attack: each file stays in the books, so that handing in without end would fill the disk.</summary>
    [Fact]
    public async Task One_person_hands_in_twenty_files_a_day_for_one_authorization_and_no_more()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁多件");
        var id = await Scene.Apply(visitor);
        for (var i = 0; i < 20; i++)
        {
            (await Scene.Upload(visitor, id, "identity-paper", "card.pdf", Scene.Pdf)).Status.ShouldBe(HttpStatusCode.OK);
        }

        var before = Stored();
        var page = await Scene.Upload(visitor, id, "identity-paper", "card.pdf", Scene.Pdf);

        page.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        page.Readable.ShouldContain("一天内已提交 20 份文件");
        Stored().ShouldBe(before);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_and_nothing_is_stored()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁过大");
        var id = await Scene.Apply(visitor);
        var before = Stored();
        var page = await Scene.Upload(visitor, id, "identity-paper", "big.pdf", [.. Scene.Pdf, .. new byte[Largest]]);

        page.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        page.Text.ShouldContain("href=\"#field-file-identity-paper\"");
        Stored().ShouldBe(before);
        (await Materials(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_of_the_largest_size_is_taken()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁刚好");
        var id = await Scene.Apply(visitor);

        var page = await Scene.Upload(visitor, id, "identity-paper", "large.pdf", [.. Scene.Pdf, .. new byte[Largest - Scene.Pdf.Length]]);

        page.Status.ShouldBe(HttpStatusCode.OK);
        (await Materials(id)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("paper.pdf", "MZ\u0090 a program")]
    [InlineData("paper.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("paper.pdf", "%PD")]
    public async Task What_only_calls_itself_a_paper_is_refused(string name, string content)
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁冒充");
        var id = await Scene.Apply(visitor);
        var before = Stored();
        var page = await Scene.Upload(visitor, id, "identity-paper", name, Encoding.Latin1.GetBytes(content));

        page.Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        Stored().ShouldBe(before);
        (await Materials(id)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../../../etc/passwd.png", "passwd.png")]
    [InlineData("C:\\papers\\card.png", "card.png")]
    [InlineData("/absolute/<b>card</b>.png", "b>.png")]
    public async Task A_name_with_a_path_is_a_name_only(string given, string kept)
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁路径");
        var id = await Scene.Apply(visitor);
        var page = await Scene.Upload(visitor, id, "identity-paper", given, Scene.Png);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldNotContain("<b>card");
        (await TitleOf((await Materials(id)).ShouldHaveSingleItem())).ShouldBe(kept);
    }

    [Fact]
    public async Task An_empty_file_no_file_and_a_foreign_kind_are_refused()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁空件");
        var id = await Scene.Apply(visitor);

        (await Scene.Upload(visitor, id, "identity-paper", "empty.pdf", [])).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Scene.Upload(visitor, id, "licence", "licence.pdf", Scene.Pdf)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Scene.Upload(open.Scene.Agent, id, "identity-paper", "card.png", Scene.Png)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await visitor.Get($"/authorizations/{id:D}");
        (await visitor.PostBody($"/authorizations/{id:D}/materials?kind=identity-paper&act={visitor.NewAct():D}", "application/pdf", Scene.Pdf))
            .Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Materials(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_act_sent_twice_is_one_paper_and_a_new_one_takes_its_place()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁更换");
        var id = await Scene.Apply(visitor);
        var act = visitor.NewAct();
        await Scene.Upload(visitor, id, "identity-paper", "one.png", Scene.Png, act);
        await Scene.Upload(visitor, id, "identity-paper", "one.png", Scene.Png, act);
        (await Materials(id)).ShouldHaveSingleItem();

        var page = await Scene.Upload(visitor, id, "identity-paper", "two.pdf", Scene.Pdf);

        (await Materials(id)).Count.ShouldBe(2);
        page.Readable.ShouldContain("已替换");
    }

    /// <summary>A person whose answer was lost chooses another file and sends the form again: "done" would be said of what the court does not have.</summary>
    [Fact]
    public async Task An_act_id_does_not_serve_for_another_file()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁另件");
        var id = await Scene.Apply(visitor);
        var act = visitor.NewAct();
        await Scene.Upload(visitor, id, "identity-paper", "one.png", Scene.Png, act);

        (await Scene.Upload(visitor, id, "identity-paper", "two.pdf", Scene.Pdf, act)).Refusal.ShouldBe("ACT_REUSED");

        (await Materials(id)).ShouldHaveSingleItem();
    }

    IReadOnlyList<string> Stored() =>
        [.. Directory.EnumerateFiles(open.Court.Get<ObjectStore>().Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    async Task<string?> TitleOf(Material material) =>
        material.TitleUnder(open.Court.Get<DataKeys>().Of($"case:{(await open.Scene.Row(material.AuthorizationId)).CaseId:D}"));

    async Task<List<Material>> Materials(Guid authorization)
    {
        await using var db = open.Court.Get<Reads>().Open();
        return await db.Set<Material>().Where(one => one.AuthorizationId == authorization).ToListAsync();
    }
}
