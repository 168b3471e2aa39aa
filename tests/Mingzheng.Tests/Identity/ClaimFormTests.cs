using System.Net;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Identity;

/// <summary>The form in which a person says who they are (AW-03).</summary>
[Trait("kind", "court")]
public sealed class ClaimFormTests
{
    const string Form = "/me/identity";

    [Theory, DatabaseData]
    public async Task Everything_that_is_wrong_is_said_at_once_in_the_order_of_the_page(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");

        var page = await person.Submit(await person.Get(Form), Form);

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Fields(page).ShouldBe(["document", "number", "name", "consent"]);
        page.Readable.ShouldContain("请填写证件号码。");
        page = await person.Submit(page, Form, ("document", "hong-kong-identity-card"), ("name", "陳大文"));
        page.Readable.ShouldContain("请填写证件号码。", Case.Insensitive, "nothing was typed that could fail a checksum");
        Fields(page).ShouldBe(["number", "consent"]);
        page = await person.Submit(page, Form, ("document", "hong-kong-identity-card"), ("number", "A123456(4)"), ("name", "陳大文"));
        Fields(page).ShouldBe(["number", "consent"], "the check digit of A123456 is 3");
        page = await person.Submit(page, Form, ("document", "hong-kong-identity-card"), ("number", "A123456(3)"), ("name", "陳大文"), ("consent", "yes"));
        page.Path.ShouldBe("/me/identity/face", page.Readable);
    }

    /// <summary>A hundred rare characters are a hundred characters, though each takes two places in memory.</summary>
    [Fact]
    public async Task A_name_is_counted_in_characters()
    {
        await using var court = await CourtHost.Start();
        using var person = await court.SignIn("HKP");
        var claim = async (string name) => await person.Submit(await person.Get(Form), Form,
            ("document", "hong-kong-identity-card"), ("number", "A123456(3)"), ("name", name), ("consent", "yes"));

        Fields(await claim(string.Concat(Enumerable.Repeat("\U00020BB7", 101)))).ShouldBe(["name"]);
        (await claim(string.Concat(Enumerable.Repeat("\U00020BB7", 100)))).Path.ShouldBe("/me/identity/face");
    }

    /// <summary>To which fields the summary leads.</summary>
    static IEnumerable<string> Fields(Page page) =>
        System.Text.RegularExpressions.Regex.Matches(page.Text, "<a href=\"#field-([a-z]+)\"").Select(found => found.Groups[1].Value);
}
