using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Hostile;

/// <summary>
/// Malicious and broken requests, all in one list: each is refused with its code, in words, without a fault; the books are as before, and the
/// next honest act works. What concerns one module alone stands there: codes and cookies in <c>Identity/SignInTests</c>, papers in
/// <c>Witnessing/MaterialTests</c>, signed PDF files in <c>Pdf/PdfTamperingTests</c>, packages in <c>Proof/HostilePackageTests</c>, two who want
/// the same time in <c>Witnessing/SchedulingTests</c>.
/// </summary>
[Trait("kind", "hostile")]
public sealed class HostileTests(BesiegedCourts courts) : IClassFixture<BesiegedCourts>
{
    static readonly IReadOnlyList<Attack> Attacks =
    [
        .. FormAttacks.All, .. SignInAttacks.All, .. PathAttacks.All, .. OrderAttacks.All, .. ForeignAttacks.All, .. SignatureAttacks.All,
        .. MediaAttacks.All, .. PaperAttacks.All, .. FileAttacks.All,
    ];

    public static IEnumerable<object[]> On(DatabaseKind kind) => Attacks.Select(attack => new object[] { kind, attack.Name });

    public static IEnumerable<object[]> Everywhere() =>
        CourtDatabase.PostgresIsGiven ? [.. On(DatabaseKind.Sqlite), .. On(DatabaseKind.Postgres)] : On(DatabaseKind.Sqlite);

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Is_answered_clearly_and_nothing_is_lost(DatabaseKind database, string name)
    {
        var attack = Attacks.Single(one => one.Name == name);
        var court = await courts.On(database);
        var strike = await attack.Prepare(court);
        var before = await Books.Of(court.Court);
        var faults = new List<string>();
        void Notice(string line) => faults.AddRange(IsFault(line) ? [line] : []);
        court.Court.Log.Written += Notice;

        var reply = await strike();

        court.Court.Log.Written -= Notice;
        (reply.Code, (int)reply.Status).ShouldBe((attack.Code, attack.Status), reply.Text);
        faults.ShouldBeEmpty();
        var after = await Books.Of(court.Court);
        before.Except(after).ShouldBeEmpty("nothing is lost");
        after.Except(before).ShouldBeEmpty("nothing is added");
        if (attack.Status >= 400 && attack.Code is not null)
        {
            IsSaidInChinese(reply.Words).ShouldBeTrue(reply.Text);
            reply.Text.ShouldNotContain("   at ");
            reply.Text.ShouldNotContain("Exception");
        }

        await court.StillServes();
    }

    [Fact]
    public void There_are_many_and_each_has_its_own_name()
    {
        Attacks.Count.ShouldBeGreaterThanOrEqualTo(30);
        Attacks.Select(attack => attack.Name).ShouldBeUnique();
    }

    /// <summary>What is refused is no fault; a fault is logged by the page that hides it, or by the server below.</summary>
    static bool IsFault(string line) => line.StartsWith("Error ", StringComparison.Ordinal) || line.StartsWith("Critical ", StringComparison.Ordinal);

    static bool IsSaidInChinese(string words) => words.Any(letter => letter is >= '\u4e00' and <= '\u9fff') && !words.Contains('_', StringComparison.Ordinal);
}

/// <summary>One besieged court per database, made when it is first needed.</summary>
public sealed class BesiegedCourts() : OnEachDatabase<Besieged>(Besieged.Make);
