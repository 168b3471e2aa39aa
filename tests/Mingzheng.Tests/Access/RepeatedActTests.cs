using System.Net;
using Microsoft.Extensions.Options;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Access;

/// <summary>What was done is answered as done, also while a service that had to be asked for it is away: only the answer had been lost.</summary>
[Trait("kind", "court")]
public sealed class RepeatedActTests
{
    [Theory, DatabaseData]
    public async Task A_licence_that_was_confirmed_is_not_asked_for_again(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        using var lawyer = await court.SignIn("LAW");
        await Witnessing.Scene.ProveIdentity(lawyer, "mainland-resident-id", "440106198001010019", "李示例");
        var act = lawyer.NewAct();
        (await lawyer.Post("/me/lawyer", act, ("licence", Witnessing.Scene.Licence))).Status.ShouldBe(HttpStatusCode.OK);
        await court.Sandboxes.Tell("lawyers", "fail");

        (await lawyer.Post("/me/lawyer", act, ("licence", Witnessing.Scene.Licence))).Status.ShouldBe(HttpStatusCode.OK);
        (await lawyer.Post("/me/lawyer", ("licence", Witnessing.Scene.Licence))).Refusal.ShouldBe("LAWYER_REGISTRY_UNAVAILABLE", "another act is asked for");
    }

    [Theory, DatabaseData]
    public async Task A_claim_that_was_kept_is_not_tried_at_the_press_again(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        using var person = await court.SignIn("HKP");
        await person.Get("/me/identity");
        (string, string)[] claim = [("document", "hong-kong-identity-card"), ("number", "A123456(3)"), ("name", "陳大文"), ("consent", "yes"), .. Witnessing.Scene.Drawn(court)];
        var act = person.NewAct();
        (await person.Post("/me/identity", act, claim)).Path.ShouldBe("/me/identity/face");
        PressIsAway(court);

        (await person.Post("/me/identity", act, claim)).Path.ShouldBe("/me/identity/face");
        (await person.Post("/me/identity", claim)).Refusal.ShouldBe("TYPESETTER_UNAVAILABLE", "another act is tried");
    }

    [Theory, DatabaseData]
    public async Task An_answer_that_was_written_is_not_tried_at_the_press_again(DatabaseKind kind)
    {
        await using var scene = await Rooms.Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("questions");
        await session.Ask(session.Principal, until: "Q-2");
        await session.Media.Beat($"{session.RoomId:D}");
        await session.Judge.Get(session.Room);
        (string, string)[] answer = [("question", "Q-2"), ("answer", "在香港家中，独自一人。")];
        var act = session.Judge.NewAct();
        (await session.Judge.Post($"{session.Room}/answers", act, answer)).Refusal.ShouldBeNull();
        PressIsAway(session.Court);

        (await session.Judge.Post($"{session.Room}/answers", act, answer)).Refusal.ShouldBeNull();
        (await session.Judge.Post($"{session.Room}/answers", answer)).Refusal.ShouldBe("TYPESETTER_UNAVAILABLE", "another act is tried");
    }

    static void PressIsAway(CourtHost court) => court.Get<IOptions<TypesetterOptions>>().Value.Queue = 0;
}
