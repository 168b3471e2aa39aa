using System.Net;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Web;
using Shouldly;
using Xunit;
using Authorization = Mingzheng.Witnessing.Authorization;

namespace Mingzheng.Tests.Witnessing;

/// <summary>One application of a party for one lawyer at a time (AW-02): of two that are alike nobody could tell which is meant.</summary>
[Trait("kind", "court")]
public sealed class UnderWayTests(OpenCourts courts) : IClassFixture<OpenCourts>
{
    const string Form = "/authorizations/new";

    [Theory, DatabaseData]
    public async Task A_second_application_for_the_same_lawyer_is_refused_and_leads_to_the_first(DatabaseKind kind)
    {
        var court = (await courts.On(kind)).Court;
        using var visitor = await Scene.AnotherPrincipal(court, "梁两次");
        var first = await Scene.Apply(visitor);

        var page = await visitor.Submit(await visitor.Get(Form), Form, Scene.Application("S4"));

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("href=\"#field-licence\"");
        page.Text.ShouldContain($"href=\"/authorizations/{first:D}\"");
        (await Applications(court, visitor)).ShouldBe([first]);
        // In a further case the same lawyer is another matter.
        var further = await Scene.PlantCase(court, await Scene.CaseOf(visitor));
        (await Scene.ApplyIn(further, visitor)).ShouldNotBe(first);
    }

    /// <summary>Two tabs, each with a form of its own.</summary>
    [Theory, DatabaseData]
    public async Task Of_many_that_are_sent_at_once_one_is_taken(DatabaseKind kind)
    {
        var court = (await courts.On(kind)).Court;
        using var visitor = await Scene.AnotherPrincipal(court, "梁同时");
        (string, string)[] fields = [("case", $"{await Scene.CaseOf(visitor):D}"), ("stages", "first-instance"), .. Scene.Application(), .. Scene.Drawn(court)];
        await visitor.Get(Form);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => visitor.Post(Form, fields)));

        answers.Count(answer => answer.Path.StartsWith("/authorizations/", StringComparison.Ordinal) && answer.Path != Form).ShouldBe(1);
        // The others are told of it, or that their own check at the press is still under way.
        answers.Count(answer => answer.Status is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests).ShouldBe(5);
        (await Applications(court, visitor)).Count.ShouldBe(1);
    }

    /// <summary>What has taken effect or was stopped leaves the way open, for other powers for example.</summary>
    [Theory, DatabaseData]
    public async Task After_the_first_was_stopped_the_party_applies_again_and_the_desk_says_when(DatabaseKind kind)
    {
        var court = (await courts.On(kind)).Court;
        using var visitor = await Scene.AnotherPrincipal(court, "梁再次");
        var first = await Scene.Apply(visitor);
        await court.Plant(async db =>
        {
            var row = await db.Set<Authorization>().SingleAsync(one => one.Id == first);
            row.Join(court.AccountOf("LAW"), row.SubmittedAt);
            row.Accept(court.AccountOf("JDG"), urgent: false, row.SubmittedAt);
            row.Book(Guid.CreateVersion7(row.SubmittedAt), row.SubmittedAt);
            row.Stop("RF-10", [], row.SubmittedAt);
        });

        (await Scene.Apply(visitor)).ShouldNotBe(first);

        var day = CourtTime.Date(TimeProvider.System.GetUtcNow(), CourtTime.Beijing, Language.SimplifiedChinese);
        (await visitor.Get("/desk")).Readable.Split($"{day}申请").Length.ShouldBe(3, "both lines bear their day");
    }

    static async Task<List<Guid>> Applications(CourtHost court, Visitor visitor)
    {
        var account = Scene.AccountOf(visitor);
        await using var db = court.Get<Reads>().Open();
        return await db.Set<Authorization>().Where(one => one.PrincipalId == account).Select(one => one.Id).ToListAsync();
    }
}
