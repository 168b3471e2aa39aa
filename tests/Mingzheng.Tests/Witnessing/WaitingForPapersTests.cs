using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Notices;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>Who has to do something is told so, and nobody is told that others were told when they were not (AW-18, N-1, N-2).</summary>
[Trait("kind", "court")]
public sealed class WaitingForPapersTests
{
    const string UnregisteredLicence = "14401201511223344";
    const string UnregisteredName = "周范本";

    [Theory, DatabaseData]
    public async Task N_2_Who_still_has_a_paper_to_hand_in_finds_that_first_on_the_desk(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var scene = await Scene.Applied(court);

        StateOf(await scene.Principal.Get("/desk"), scene).ShouldBe(("now", "上传身份证件"));
        await scene.Join();
        StateOf(await scene.Principal.Get("/desk"), scene).ShouldBe(("now", "上传身份证件"));
        StateOf(await scene.Agent.Get("/desk"), scene).ShouldBe(("now", "上传执业证和律所函件"));

        await Scene.Upload(scene.Agent, scene.Authorization, "licence", "licence.pdf", Scene.Pdf);
        StateOf(await scene.Agent.Get("/desk"), scene).ShouldBe(("now", "上传执业证和律所函件"));
        await scene.GiveAllPapers();

        StateOf(await scene.Principal.Get("/desk"), scene).Kind.ShouldBe("waiting");
        StateOf(await scene.Agent.Get("/desk"), scene).Kind.ShouldBe("waiting");
    }

    [Theory, DatabaseData]
    public async Task N_1_A_lawyer_who_is_not_registered_is_not_said_to_have_been_told_and_is_asked_after_registering(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = await Scene.AnotherPrincipal(court, "梁待登");
        var page = await visitor.Submit(await visitor.Get(Scene.ApplicationForm), Scene.ApplicationForm,
            [.. Scene.Application().Where(field => field.Name != "licence"), ("licence", UnregisteredLicence)]);
        page.Readable.ShouldContain($"您的律师尚未在本平台登记。请告知律师登录并登记执业证（执业证号{UnregisteredLicence}），登记后即可接受委托。");
        page.Readable.ShouldNotContain("已通知您的律师");
        var id = Guid.Parse(page.Path["/authorizations/".Length..]);
        (await Notices(court, "witnessing.submitted", $"authorization:{id:D}", [])).ShouldBe([(Scene.AccountOf(visitor), "notices.witnessing-received-unregistered")]);
        (await Notices(court, "identity.lawyer-confirmed", "account:x", new() { ["licence"] = Scene.Licence })).ShouldBeEmpty();

        using var lawyer = await Scene.AnotherPrincipal(court, UnregisteredName);
        await lawyer.Submit(await lawyer.Get("/me/lawyer"), "/me/lawyer", ("licence", UnregisteredLicence));

        (await Notices(court, "identity.lawyer-confirmed", $"account:{Scene.AccountOf(lawyer):D}", new() { ["licence"] = UnregisteredLicence }))
            .ShouldBe([(Scene.AccountOf(lawyer), "notices.witnessing-named")]);
        (await visitor.Get(page.Path)).Readable.ShouldContain("已通知您的律师登录接受委托");
        (await lawyer.Get("/desk")).Text.ShouldContain(page.Path);
    }

    static async Task<IEnumerable<(Guid, string)>> Notices(CourtHost court, string kind, string stream, System.Text.Json.Nodes.JsonObject body)
    {
        var entry = new PlacedEntry(7, stream, 1, kind, 1, TimeProvider.System.GetUtcNow(), "system", "00000000-0000-7000-8000-000000000001", body);
        var rule = court.Services.GetServices<INoticeRule>().Single(one => one.Kind == kind);
        return (await rule.Of(entry, CancellationToken.None)).Select(notice => (notice.Account, notice.Key));
    }

    /// <summary>State and button of the matter on a desk.</summary>
    static (string Kind, string Action) StateOf(Page desk, Scene scene)
    {
        var item = Regex.Matches(desk.Text, "<div class=\"desk-item\">.*?</a>", RegexOptions.Singleline).Select(found => found.Value)
            .Single(found => found.Contains(scene.Address, StringComparison.Ordinal));
        return (Regex.Match(item, "class=\"state ([a-z]+)\"").Groups[1].Value,
            System.Net.WebUtility.HtmlDecode(Regex.Match(item, "aria-label=\"([^:]+):").Groups[1].Value));
    }
}
