using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing;
using Mingzheng.Witnessing.Screen;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>What waits for a person is on the desk, however much there is that does not.</summary>
[Trait("kind", "court")]
public sealed class DeskOrderTests
{
    [Theory, DatabaseData]
    public async Task What_waits_for_the_judge_is_shown_before_newer_matters_that_wait_for_others_or_were_stopped(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var scene = await Scene.Applied(court);
        var first = await scene.Row(scene.Authorization);
        var review = Copy(first, 1, UntilClosed);
        var check = Copy(first, 2, one => one.Join(court.AccountOf("LAW"), one.SubmittedAt));
        await court.Plant(db =>
        {
            db.AddRange(review, check);
            db.AddRange(Enumerable.Range(3, AuthorizationsOnDesk.Most + 10).Select(minute => Copy(first, minute, UntilStopped)));
            db.AddRange(Enumerable.Range(3, AuthorizationsOnDesk.Most + 10).Select(minute => Copy(first, minute, UntilAccepted)));
            return Task.CompletedTask;
        });

        var page = await scene.Judge.Get("/desk");

        var matters = System.Text.RegularExpressions.Regex.Matches(page.Text, "href=\"/authorizations/([0-9a-f-]{36})\"").Select(match => match.Groups[1].Value).ToList();
        matters.Count.ShouldBe(AuthorizationsOnDesk.Most);
        matters[..2].ShouldBe([$"{check.Id:D}", $"{review.Id:D}"], "the newest first");
        page.Readable.ShouldContain($"排在最前的 {AuthorizationsOnDesk.Most} 件");
        page.Readable.ShouldNotContain("见证已停止", Case.Sensitive, "what was stopped waits for nobody");

        void UntilAccepted(Authorization one)
        {
            one.Join(court.AccountOf("LAW"), one.SubmittedAt);
            one.Accept(court.AccountOf("JDG"), urgent: false, one.SubmittedAt);
        }

        void UntilStopped(Authorization one)
        {
            UntilAccepted(one);
            one.Book(NewId(), one.SubmittedAt);
            one.Stop("RF-10", [], one.SubmittedAt);
        }

        void UntilClosed(Authorization one)
        {
            UntilAccepted(one);
            one.Book(NewId(), one.SubmittedAt);
            one.Close(one.SubmittedAt);
        }
    }

    /// <summary>The order of the query and the word beside each matter are two ways to say one thing: every state, all papers, every person.</summary>
    [Theory, DatabaseData]
    public async Task The_query_puts_first_what_the_desk_calls_waiting(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var scene = await Scene.Joined(court);
        var first = await scene.Row(scene.Authorization);
        var (lawyer, judge, now) = (court.AccountOf("LAW"), court.AccountOf("JDG"), first.SubmittedAt);
        Action<Authorization>[] steps =
        [
            one => one.Join(lawyer, now), one => one.Accept(judge, urgent: false, now), one => one.Book(NewId(), now), one => one.Close(now),
            one => one.Approve(judge, $"{one.Id:N}", one.Id.ToByteArray(), [], now),
        ];
        await court.Plant(async db =>
        {
            var papers = await db.Set<Material>().AsNoTracking().ToListAsync();
            for (var given = 0; given < 1 << papers.Count; given++)
            {
                for (var taken = 0; taken <= steps.Length + 1; taken++)
                {
                    var one = Copy(first, given + taken, matter => Array.ForEach(steps[..Math.Min(taken, steps.Length)], step => step(matter)));
                    one = taken > steps.Length ? Copy(first, given, Stopped) : one;
                    db.Add(one);
                    db.AddRange(papers.Where((_, index) => (given >> index & 1) == 1).Select(paper => new Material
                    {
                        Id = NewId(), AuthorizationId = one.Id, Kind = paper.Kind, Title = null, ObjectId = paper.ObjectId, GivenBy = paper.GivenBy, At = now,
                    }));
                }
            }
        });
        Person[] people =
        [
            new(court.AccountOf("HKP"), "", []), new(lawyer, "", []), new(judge, "", [new StaffPost(first.CourtId, StaffRole.Judge)]),
            new(court.AccountOf("CLK"), "", [new StaffPost(first.CourtId, StaffRole.Clerk)]),
            new(court.AccountOf("CLK"), "", [new StaffPost(first.CourtId, StaffRole.Judge)]), new(court.AccountOf("CLK"), "", []),
        ];
        await using var read = court.Get<Reads>().Open();
        var kinds = (await read.Set<Material>().ToListAsync()).ToLookup(paper => paper.AuthorizationId, paper => paper.Kind);
        foreach (var person in people)
        {
            var ordered = await AuthorizationsOnDesk.ByTurn(read, read.Set<Authorization>(), person).ToListAsync();

            ordered.Select(one => AuthorizationsOnDesk.Waiting(one, kinds[one.Id], person).Kind switch { "now" => 0, "waiting" => 1, _ => 2 })
                .ShouldBeInOrder(customMessage: person.ToString());
        }

        void Stopped(Authorization one)
        {
            Array.ForEach(steps[..3], step => step(one));
            one.Stop("RF-10", [], now);
        }
    }

    static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    /// <summary>Another matter of the same people, submitted so many minutes later.</summary>
    static Authorization Copy(Authorization first, int minutes, Action<Authorization> bring)
    {
        var one = new Authorization
        {
            Id = NewId(), CourtId = first.CourtId, CaseId = first.CaseId, PartyId = first.PartyId, PrincipalId = first.PrincipalId,
            AgentLicence = first.AgentLicence, Origin = first.Origin, Basis = first.Basis, Facts = first.Facts, Language = first.Language,
            SubmittedAt = first.SubmittedAt.AddMinutes(minutes),
        };
        bring(one);
        return one;
    }
}
