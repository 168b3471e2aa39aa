using System.Net;
using Mingzheng.Base.Identifiers;
using Mingzheng.Identity;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing.Applying;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>What the power of attorney says of the principal's person (witnessing rules 7.1 no. 2), and whom the paper has to be of (RF-02, V-6).</summary>
[Trait("kind", "court")]
public sealed class PrincipalPaperTests(OpenCourt open) : IClassFixture<OpenCourt>
{
    const string Form = "/authorizations/new";

    static readonly DateOnly Today = new(2026, 1, 7);

    [Theory]
    [InlineData("hong-kong-identity-card", "A123456(3)", true)]
    [InlineData("mainland-travel-permit", "H12345678", true)]
    [InlineData("mainland-travel-permit", "M12345678", false)]
    [InlineData("residence-permit", "810000199408230021", true)]
    [InlineData("residence-permit", "820000199408230023", false)]
    [InlineData("residence-permit", "830000199408230017", false)]
    [InlineData("taiwan-travel-permit", "12345678", false)]
    [InlineData("passport", "K12345678", false)]
    public void RF_02_Only_papers_of_Hong_Kong_residents_are_taken_for_their_route(string type, string number, bool isTaken) =>
        PrincipalPaper.Objection(Document(type, number), Today)?.Code.ShouldBe(isTaken ? null : "IDENTITY_PAPER_OTHER");

    [Theory]
    [InlineData("810000199408230021", Sex.Female, "1994-08-23", null)]
    [InlineData("810000199408230021", Sex.Male, "1994-08-23", "sex")]
    [InlineData("810000199408230021", Sex.Female, "1994-08-24", "birth-date")]
    public void W_7_1_What_is_typed_does_not_contradict_the_number_of_the_permit(string number, Sex sex, string born, string? field) =>
        PrincipalPaper.Contradiction(Document("residence-permit", number), sex, DateOnly.Parse(born, null), Today)?.Field.ShouldBe(field);

    [Theory]
    [InlineData("2008-01-07", true)]
    [InlineData("2008-01-08", false)]
    [InlineData("1926-03-01", true)]
    public void V_6_A_principal_is_of_age_on_their_eighteenth_birthday(string born, bool isAdult) =>
        (PrincipalPaper.MayAppoint(DateOnly.Parse(born, null), Today) is null).ShouldBe(isAdult);

    [Theory]
    [InlineData("sex", "", "请选择证件上的性别")]
    [InlineData("birth-date", "", "请填写证件上的出生日期")]
    [InlineData("birth-date", "1984-02-30", "请填写证件上的出生日期")]
    [InlineData("birth-date", "2099-01-01", "请填写证件上的出生日期")]
    [InlineData("birth-date", "2020-01-01", "由法定代理人委托律师")]
    public async Task W_7_1_What_the_power_of_attorney_has_to_name_is_asked_for(string field, string typed, string said)
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁生日");

        var page = await visitor.Submit(await visitor.Get(Form), Form, [.. Scene.Application().Where(one => one.Name != field), (field, typed)]);

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain($"href=\"#field-{field}\"");
        page.Readable.ShouldContain(said);
    }

    [Fact]
    public async Task What_a_residence_permit_says_stands_in_the_form_already()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁居住", proven: false);
        await Scene.ProveIdentity(visitor, "residence-permit", "810000199408230021", "梁居住");

        var form = (await visitor.Get(Form)).Form(Form);

        form.ShouldContain(("sex", "female"));
        form.ShouldContain(("birth-date", "1994-08-23"));
    }

    [Fact]
    public async Task RF_02_A_permit_of_a_resident_of_Macao_is_sent_to_another_paper()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁澳门", proven: false);
        await Scene.ProveIdentity(visitor, "mainland-travel-permit", "M12345678", "梁澳门");

        var page = await visitor.Submit(await visitor.Get(Form), Form, Scene.Application());

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Readable.ShouldContain("请用香港居民的身份证");
    }

    static IdentityDocument Document(string type, string number) => IdentityDocument.Parse(DocumentTypes.Parse(type), number, Today);
}
