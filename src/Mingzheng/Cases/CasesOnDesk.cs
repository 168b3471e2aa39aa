using Mingzheng.Access;
using Mingzheng.Desk;
using Mingzheng.Web;

namespace Mingzheng.Cases;

/// <summary>The cases a person has to do with; for staff, the newest of their court.</summary>
sealed class CasesOnDesk(CaseReader cases) : IDeskSection
{
    const int MostForStaff = 20;

    public int Order => 100;

    public async Task<DeskPart> Of(Person person, Words words, CancellationToken stop)
    {
        var own = await cases.CasesOf(person.Account, stop);
        var ofCourt = person.Posts.Count == 0 ? [] : await cases.NewestAt([.. person.Posts.Select(post => post.Court)], MostForStaff, stop);
        var items = own.Concat(ofCourt).DistinctBy(one => one.Id).Select(one => new DeskItem(
            one.Number, one.Cause, $"/cases/{one.Id:D}", words["cases.desk.open"], "waiting", words[$"cases.stage.{one.Stage}"]));
        return new DeskPart(words["cases.desk.title"], [.. items]);
    }
}
