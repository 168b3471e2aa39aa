using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Identity;

/// <summary>Attacks: an account, and with it a key on the disk, for whoever asks, and two for one contact.</summary>
[Trait("kind", "court")]
public sealed class AccountOpeningTests
{
    const string Stranger = "chan@mail.example";

    /// <summary>Attack: a code asked for and never proved, and then name after name, each of which leaves a key on the disk.</summary>
    [Theory, DatabaseData]
    public async Task Only_who_proved_the_contact_makes_a_key_and_only_one(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = court.Visitor();
        var page = await visitor.AskForCode(Stranger);
        var before = Keys(court);
        for (var i = 0; i < 5; i++)
        {
            (await visitor.Post("/sign-in/name", ("name", "某人"))).Refusal.ShouldBe("CODE_EXPIRED");
        }

        Keys(court).ShouldBe(before);
        page = await visitor.Submit(page, "/sign-in/code", ("code", await court.Sandboxes.CodeSentTo(Stranger)));
        page.Path.ShouldBe("/sign-in/name");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => visitor.Post("/sign-in/name", ("name", "某人"))));

        answers.Count(answer => answer.Path == "/desk").ShouldBe(1);
        Keys(court).ShouldBe(before + 1);
    }

    [Theory, DatabaseData]
    public async Task Two_codes_for_one_contact_open_one_account(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var one = court.Visitor();
        using var other = court.Visitor();
        foreach (var visitor in new[] { one, other })
        {
            var page = await visitor.AskForCode(Stranger);
            (await visitor.Submit(page, "/sign-in/code", ("code", await court.Sandboxes.CodeSentTo(Stranger)))).Path.ShouldBe("/sign-in/name");
        }

        var answers = await Task.WhenAll(new[] { one, other }.Select(visitor => visitor.Post("/sign-in/name", ("name", "某人"))));
        answers.Count(answer => answer.Path == "/desk").ShouldBe(1);
        answers.Single(answer => answer.Path != "/desk").Refusal.ShouldBe("CODE_USED");
    }

    static int Keys(CourtHost court) => Directory.GetFiles(Path.Combine(court.Folder, "keys"), "*.age", SearchOption.AllDirectories).Length;
}
