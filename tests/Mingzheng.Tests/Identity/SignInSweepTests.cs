using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Development;
using Mingzheng.Identity.SigningIn;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Identity;

/// <summary>Who asked for codes is kept no longer than a rule looks at it.</summary>
[Trait("kind", "court")]
public sealed class SignInSweepTests
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory, DatabaseData]
    public async Task Codes_and_wrong_tries_go_when_no_rule_looks_at_them_any_more(DatabaseKind database)
    {
        var clock = FakeClock.OnAWednesdayMorning();
        await using var court = await CourtHost.Start(database, clock);
        (await court.SignIn("HKP")).Dispose();
        using var guesser = court.Visitor();
        await guesser.Submit(await guesser.AskForCode(DemoPeople.Judge.Phone), "/sign-in/code", ("code", "000000"));
        clock.Advance(Day);
        await Sweep(court);
        (await Kept(court)).ShouldBe((2, 1), "the limits of a day still count them");

        clock.Advance(Day + TimeSpan.FromMinutes(1));
        await Sweep(court);

        (await Kept(court)).ShouldBe((1, 0), "the proved code makes its network known");
        clock.Advance(SignInRules.PlaceIsKnown);
        await Sweep(court);
        (await Kept(court)).ShouldBe((0, 0));
    }

    /// <summary>A browser that was left open for days sends its form again.</summary>
    [Fact]
    public async Task A_repeat_of_asking_for_a_code_that_was_swept_is_refused_and_a_new_one_is_given()
    {
        var clock = FakeClock.OnAWednesdayMorning();
        await using var court = await CourtHost.Start(clock: clock);
        using var visitor = court.Visitor();
        var form = await visitor.Get("/sign-in");
        await visitor.Submit(form, "/sign-in", ("contact", DemoPeople.Principal.Phone));
        clock.Advance(3 * Day);
        await Sweep(court);

        (await visitor.Submit(form, "/sign-in", ("contact", DemoPeople.Principal.Phone))).Refusal.ShouldBe("ACT_REUSED");

        (await visitor.AskForCode(DemoPeople.Principal.Phone)).Path.ShouldBe("/sign-in/code");
    }

    static Task Sweep(CourtHost court) => court.Get<SignInSweep>().Sweep(default);

    static async Task<(int Codes, int WrongTries)> Kept(CourtHost court)
    {
        await using var db = court.Get<Reads>().Open();
        return (await db.Set<SignInCode>().CountAsync(), await db.Set<SignInWrongTry>().CountAsync());
    }
}
