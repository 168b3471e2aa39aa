using System.Threading.Channels;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Development;
using Mingzheng.Documents;
using Mingzheng.Identity;
using Mingzheng.Identity.Checks;
using Mingzheng.Identity.Platform;
using Mingzheng.Objects;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Sandboxes;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Identity;

/// <summary>ACC-AW-08: three comparisons and no more, while some are under way and whatever is sent in between; and strangers spend only their own.</summary>
[Trait("kind", "court")]
public sealed class IdentityTryTests
{
    /// <summary>Attack: beside each picture that is being compared the same act with an empty body, so that its refusal gives the try of the picture back.</summary>
    [Theory, DatabaseData]
    public async Task ACC_AW_08_The_same_act_sent_beside_its_own_comparison_frees_no_try(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        await IdentityCheckTests.Claim(person, "A123456(3)");
        var platform = new SlowPlatform();
        var (checks, me) = (Checks(court, platform), Principal(court));
        var running = new List<Task<IdentityVerdict>>();
        for (var i = 1; i <= MismatchRule.Most; i++)
        {
            var act = person.NewAct();
            running.Add(checks.Check(act, me, null, Faces.With("no"), null, default));
            await platform.WasAsked(i);
            (await Refused(checks, me, act, ReadOnlyMemory<byte>.Empty)).ShouldBe("IDENTITY_UNDER_WAY");
            (await Refused(checks, me, act, Faces.With("another"))).ShouldBe("IDENTITY_UNDER_WAY");
        }

        (await Refused(checks, me, person.NewAct(), Faces.With("fourth"))).ShouldBe("IDENTITY_UNDER_WAY");
        platform.Answer(IdentityOutcome.Mismatch);
        (await Task.WhenAll(running)).ShouldAllBe(verdict => verdict.Result == IdentityResult.Mismatch);

        platform.Asked.ShouldBe(MismatchRule.Most);
        (await Refused(checks, me, person.NewAct(), Faces.With("fourth"))).ShouldBe("IDENTITY_PAUSED");
    }

    /// <summary>A platform that fails costs no try, and the same act may be sent again afterwards.</summary>
    [Theory, DatabaseData]
    public async Task A_question_without_an_answer_gives_its_own_try_back(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        await IdentityCheckTests.Claim(person, "A123456(3)");
        var act = person.NewAct();
        for (var i = 0; i <= MismatchRule.Most; i++)
        {
            var away = new SlowPlatform();
            away.Answer(IdentityOutcome.Unavailable);
            (await Refused(Checks(court, away), Principal(court), act, Faces.With("good"))).ShouldBe("IDENTITY_PLATFORM_UNAVAILABLE");
        }

        var back = new SlowPlatform();
        back.Answer(IdentityOutcome.Match);

        (await Checks(court, back).Check(act, Principal(court), null, Faces.With("good"), null, default)).Result.ShouldBe(IdentityResult.Match);
    }

    /// <summary>A question that took longer than its try lasts was counted by nobody: what comes of it is neither told nor kept.</summary>
    [Theory, DatabaseData]
    public async Task ACC_AW_08_An_answer_whose_try_has_run_out_is_no_result(DatabaseKind database)
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 4, 8, 1, 0, 0, TimeSpan.Zero));
        await using var court = await CourtHost.Start(database, clock);
        using var person = await court.SignIn("HKP");
        await IdentityCheckTests.Claim(person, "A123456(3)");
        var platform = new SlowPlatform();
        var act = person.NewAct();
        var late = Checks(court, platform, clock).Check(act, Principal(court), null, Faces.With("good"), null, default);
        await platform.WasAsked(1);
        clock.Advance(TimeSpan.FromMinutes(5));

        platform.Answer(IdentityOutcome.Match);

        (await Should.ThrowAsync<RefusedException>(() => late)).Refusal.Code.ShouldBe("IDENTITY_UNDER_WAY");
        (await court.Get<IdentityChecks>().Confirmed(court.AccountOf("HKP"))).ShouldBeNull();
    }

    /// <summary>Attack: an opponent who knows the number fails with it under thrown-away accounts, so that its holder may not be compared.</summary>
    [Theory, DatabaseData]
    public async Task What_strangers_try_of_a_document_does_not_stop_the_party_whom_a_court_expects_under_that_name(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        for (var account = 0; account < IdentityTries.MostOfDocument / MismatchRule.Most; account++)
        {
            using var stranger = await NewAccount(court, $"thrown-away{account}@mail.example");
            await IdentityCheckTests.Claim(stranger, "A123456(3)");
            for (var i = 0; i < MismatchRule.Most; i++)
            {
                (await IdentityCheckTests.Compare(stranger, "MISMATCH")).Refusal.ShouldNotBeNull();
            }
        }

        using var fourth = await NewAccount(court, "thrown-away@mail.example");
        await IdentityCheckTests.Claim(fourth, "A123456(3)");
        (await IdentityCheckTests.Compare(fourth, "good")).Refusal.ShouldBe("IDENTITY_DOCUMENT_OFTEN");
        using var party = await court.SignIn("HKP");
        await IdentityCheckTests.Claim(party, "A123456(3)");

        (await IdentityCheckTests.Compare(party, "good")).Refusal.ShouldBeNull();
    }

    /// <summary>Attack: a party of some case as one of the many accounts. Expected is the name in the case, and no other.</summary>
    [Theory]
    [InlineData("HKP", "陳大文", true)]
    [InlineData("HKP", "陈大文", true)]
    [InlineData("HKP", "王小明", false)]
    [InlineData("LAW", "陳大文", false)]
    public async Task A_court_expects_a_party_by_the_name_in_the_case(string key, string name, bool expected)
    {
        await using var court = await CourtHost.Start();

        (await court.Get<IExpectedPeople>().Expect(court.AccountOf(key), name, default)).ShouldBe(expected);
    }

    static async Task<Visitor> NewAccount(CourtHost court, string mail)
    {
        var visitor = court.Visitor();
        var page = await visitor.Submit(await visitor.AskForCode(mail), "/sign-in/code", ("code", await court.Sandboxes.CodeSentTo(mail)));
        (await visitor.Submit(page, "/sign-in/name", ("name", "某人"))).Path.ShouldBe("/desk");
        return visitor;
    }

    static async Task<string> Refused(IdentityChecks checks, Person me, Guid act, ReadOnlyMemory<byte> face) =>
        (await Should.ThrowAsync<RefusedException>(() => checks.Check(act, me, null, face, null, default))).Refusal.Code;

    static Person Principal(CourtHost court) => new(court.AccountOf("HKP"), DemoPeople.Principal.Name, []);

    static IdentityChecks Checks(CourtHost court, IIdentityPlatform platform, TimeProvider? clock = null) => new(
        court.Get<Writer>(), court.Get<Reads>(), court.Get<Accounts>(), court.Get<DataKeys>(), platform, court.Get<MismatchPause>(),
        court.Get<PrintCheck>(), court.Get<IExpectedPeople>(), clock ?? TimeProvider.System);

    /// <summary>Answers when it is told to. A body that is no picture it refuses at once, as the true one does.</summary>
    sealed class SlowPlatform : IIdentityPlatform
    {
        readonly TaskCompletionSource<IdentityOutcome> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly Channel<int> asked = Channel.CreateUnbounded<int>();

        public int Asked { get; private set; }

        public void Answer(IdentityOutcome outcome) => answer.SetResult(outcome);

        public async Task WasAsked(int times) =>
            (await asked.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(times);

        public async Task<IdentityAnswer> Compare(IdentityQuestion question, ReadOnlyMemory<byte> face, CancellationToken cancellation)
        {
            if (face.IsEmpty)
            {
                return new IdentityAnswer(question.Transaction, IdentityOutcome.UnusableFace, null, null, DateTimeOffset.UnixEpoch, null);
            }

            asked.Writer.TryWrite(++Asked);
            return new IdentityAnswer(question.Transaction, await answer.Task, "1", null, DateTimeOffset.UnixEpoch, null);
        }
    }
}
