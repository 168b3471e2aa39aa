using System.Net;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Verification;

/// <summary>
/// W-24: a commitment holds its giver's number and address in clear, which principal and agent see masked of each other. Neither gets the other's,
/// on a page, in a package or from the dossier; the court gets both.
/// </summary>
[Collection(FinishedSessionTests.Name), Trait("kind", "court")]
public sealed class WithheldTests(FinishedSessions sessions)
{
    const string OfPrincipal = "principal-commitment";
    const string OfAgent = "agent-commitment";

    [Theory, DatabaseData]
    public async Task A_package_leaves_out_what_its_holder_may_not_open_and_is_proved_all_the_same(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        foreach (var (visitor, own, others) in new[] { (session.Principal, OfPrincipal, OfAgent), (session.Agent, OfAgent, OfPrincipal) })
        {
            var package = await session.Package(visitor);

            PackageTests.Parts(package).Keys.Where(path => path.StartsWith("documents/", StringComparison.Ordinal)).ShouldBe(
                [$"documents/{own}.pdf", "documents/power-of-attorney.pdf", "documents/record.pdf", "documents/certificate.pdf"], ignoreOrder: true);
            var (code, report) = await VerifierProgram.RunAgainstTheCourt(session, package);
            code.ShouldBe(0, report.ToJsonString());
            report["withheld"]!.AsArray().Select(one => (string)one!).ShouldBe([others]);
            ((string)report["findings"]!.AsArray().Single(finding => (string)finding!["object"]! == $"withheld {others}")!["reason"]!)
                .ShouldContain((await session.Document(others)).Sha256);
            (await visitor.Get($"{session.Address}/package")).Readable.ShouldContain("不含：");
            (await session.Check(package)).Readable.ShouldContain(others == OfAgent ? "依法未附 代理人承诺书" : "依法未附 委托人承诺书");
        }

        var whole = await session.Package(session.Judge);
        PackageTests.Parts(whole).Keys.ShouldContain($"documents/{OfPrincipal}.pdf");
        PackageTests.Parts(whole).Keys.ShouldContain($"documents/{OfAgent}.pdf");
        (await session.Check(whole)).Readable.ShouldNotContain("依法未附");
    }

    /// <summary>Attack: one party asks for the package that the other, or the judge, has made.</summary>
    [Theory, DatabaseData]
    public async Task A_package_that_was_made_for_another_standing_is_not_there(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var (ofPrincipal, ofAgent, ofJudge) = (
            await session.MakePackage(session.Principal), await session.MakePackage(session.Agent), await session.MakePackage(session.Judge));

        foreach (var (visitor, own) in new[] { (session.Principal, ofPrincipal), (session.Agent, ofAgent) })
        {
            var page = await visitor.Get($"{session.Address}/package");
            foreach (var address in new[] { ofPrincipal, ofAgent, ofJudge })
            {
                page.Text.Contains(address, StringComparison.Ordinal).ShouldBe(address == own);
                using var answer = await visitor.Http.GetAsync(address);
                answer.StatusCode.ShouldBe(address == own ? HttpStatusCode.OK : HttpStatusCode.NotFound);
            }
        }

        var all = await session.Judge.Get($"{session.Address}/package");
        new[] { ofPrincipal, ofAgent, ofJudge }.ShouldAllBe(address => all.Text.Contains(address));
    }

    [Theory, DatabaseData]
    public async Task Of_the_commitments_in_the_dossier_each_opens_the_own_one_and_the_court_both(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        await using var db = session.Court.Get<Reads>().Open();
        foreach (var (giver, document) in new[] { ("HKP", OfPrincipal), ("LAW", OfAgent) })
        {
            var paper = (await session.Document(document)).ObjectId;
            var item = await db.Set<DossierItem>().SingleAsync(one => one.Code == "A3.4" && one.ObjectId == paper);
            item.GivenBy.ShouldBe(session.Court.AccountOf(giver));
            var address = $"/cases/{item.CaseId:D}/items/{item.Id:D}";
            foreach (var (visitor, name) in new[] { (session.Principal, "HKP"), (session.Agent, "LAW"), (session.Judge, "JDG") })
            {
                var isOpen = name == giver || name == "JDG";
                using var answer = await visitor.Http.GetAsync(address);
                answer.StatusCode.ShouldBe(isOpen ? HttpStatusCode.OK : HttpStatusCode.NotFound, $"{document} as {name}");
                (await visitor.Get($"/cases/{item.CaseId:D}")).Text.Contains(address, StringComparison.Ordinal).ShouldBe(isOpen);
            }
        }
    }
}
