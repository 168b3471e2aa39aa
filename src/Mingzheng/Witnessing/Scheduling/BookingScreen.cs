using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Calendar;
using Mingzheng.Cases;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Scheduling;

/// <summary>The page on which a time is chosen: for the first time, or in place of one that was booked.</summary>
static class BookingScreen
{
    /// <param name="room">The meeting whose time is given up; null when none is booked yet.</param>
    public static async Task<IResult> Of(
        CourtDb db, Authorization authorization, Person person, DataKeys keys, WorkingDays working, DateTimeOffset now, Room? room, FormErrors? errors)
    {
        var @case = await db.FindAsync<Case>(authorization.CaseId) ?? throw Refuse.NotFound();
        var facts = AuthorizationFacts.Open(keys.Of(Case.OwnerOf(authorization.CaseId)), authorization);
        var taken = await OfferedTimes.Taken(db, authorization.JudgeId!.Value, now, authorization.Id);
        var offers = OfferedTimes.Of(authorization, facts.TermEnd, now, taken, working);
        return new RazorComponentResult<BookingPage>(new
        {
            Authorization = authorization,
            CaseNumber = @case.Number,
            @case.Cause,
            Zone = facts.TimeZone,
            LastDay = facts.TermEnd,
            IsPrincipal = authorization.PrincipalId == person.Account,
            IsJudge = authorization.JudgeId == person.Account,
            Booked = room?.StartsAt,
            OffersNow = offers.Contains(now),
            Offers = offers.Where(start => start != now && start != room?.StartsAt).ToList(),
            Errors = errors,
        });
    }
}
