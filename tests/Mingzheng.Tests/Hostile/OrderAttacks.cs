using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Rooms;
using Mingzheng.Tests.Sandboxes;
using static Mingzheng.Tests.Hostile.Besieged;

namespace Mingzheng.Tests.Hostile;

/// <summary>Steps out of their order, and acts sent again with something else in them.</summary>
static class OrderAttacks
{
    public static readonly IReadOnlyList<Attack> All =
    [
        new("a meeting opened a second time", 409, "ROOM_ALREADY_OPEN", court => Form(court.Judge, $"{court.Room}/opening")),
        new("a meeting closed before its end", 409, "OUT_OF_ORDER", court => Form(court.Judge, $"{court.Room}/closing")),
        new("a record before there is anything to record", 409, "OUT_OF_ORDER", court => Form(court.Judge, $"{court.Room}/record")),
        new("an approval of a meeting that goes on", 409, "WRONG_STATE", court => Form(court.Judge, $"{court.Authorization}/approval")),
        new("a package before the approval", 409, "PACKAGE_TOO_EARLY", court => Form(court.Principal, $"{court.Authorization}/package")),
        new("the key of a recording that still runs", 409, "PACKAGE_TOO_EARLY", court => Form(court.Principal, $"{court.Authorization}/recording-key")),
        new("a recording that still runs, played", 404, "NOT_FOUND",
            async court => await Get(court.Judge, $"{court.Authorization}/recordings/{await court.Participant(RoomRole.Principal):D}")),
        new("a second meeting for one application", 409, "WRONG_STATE", court => Form(court.Principal, $"{court.Authorization}/booking", ("start", "now"))),
        new("an acceptance after the acceptance", 409, "WRONG_STATE", court => Form(court.Judge, $"{court.Authorization}/acceptance")),
        new("a lawyer who joins again", 409, "WRONG_STATE",
            court => Form(court.Agent, $"{court.Authorization}/agency", Witnessing.Scene.Agency())),
        new("a paper after the papers were examined", 409, "MATERIALS_CLOSED", court => File(
            court.Principal, $"{court.Authorization}/materials?kind=identity-paper&act={court.Principal.NewAct():D}", Witnessing.Scene.Png)),
        new("an answer to a question that is not asked", 409, "NOT_ASKED_NOW", court => Form(court.Principal, $"{court.Room}/answers", ("question", "Q-01"), ("answer", "是"))),
        new("the notice acknowledged again", 409, "NOT_ASKED_NOW", court => Form(court.Principal, $"{court.Room}/acknowledgements")),
        new("a face when no face is asked for", 409, "NOT_ASKED_NOW",
            court => Raw(court.Principal, $"{court.Room}/identity?act={court.Principal.NewAct():D}", "image/jpeg", Faces.With("again"))),
        new("a paper confirmed when none is shown", 409, "NOT_ASKED_NOW",
            async court => await Form(court.Judge, $"{court.Room}/papers/{await court.Participant(RoomRole.Agent):D}")),
        new("the agent reads before the turn", 409, "OUT_OF_ORDER",
            async court => await Form(court.Agent, $"{court.Room}/documents/{(await court.Document("agent-commitment")).Id:D}/readings")),
        new("an unknown power added in the meeting", 422, "POWER_UNKNOWN", court => Form(court.Judge, $"{court.Room}/powers", ("powers", "S99"))),
        new("an act sent again by somebody else", 409, "ACT_REUSED", court => Again(court, (act, address, _) => Json(court.Agent, address, Begin(act, [], [])))),
        new("an act sent again as another act", 409, "ACT_REUSED", court => Again(court, (act, _, _) => Form(court.Principal, $"{court.Room}/arrivals", act))),
        new("an act sent again with another key in it", 409, "ACT_REUSED", court => Again(court, async (act, address, challenge) =>
        {
            using var other = new SigningDevice(court.Principal);
            return await Json(court.Principal, address, Begin(act, other.Spki, other.Raw(challenge)));
        })),
        new("an application sent again as another person's", 409, "ACT_REUSED", async court =>
        {
            var (act, free) = (court.Outsider.NewAct(), await court.FreeCase());
            return await Prepared(Form(court.Outsider, "/authorizations/new", act, [.. Application(court, free)]),
                () => Form(court.Agent, "/authorizations/new", act, [.. Application(court, free)]));
        }),
        new("an application sent again with other words", 409, "ACT_REUSED", async court =>
        {
            var (act, free) = (court.Outsider.NewAct(), await court.FreeCase());
            return await Prepared(Form(court.Outsider, "/authorizations/new", act, [.. Application(court, free)]),
                () => Form(court.Outsider, "/authorizations/new", act, [.. Application(court, free).Where(field => field.Name != "place"), ("place", "elsewhere")]));
        }),
    ];

    /// <summary>The body with which a device begins to sign.</summary>
    public static object Begin(Guid act, byte[] spki, byte[] proof) =>
        new { act, spki = Convert.ToBase64String(spki), proof = Convert.ToBase64String(proof), strokes = SigningDevice.Strokes };

    /// <summary>The principal has begun to sign under an act that the attacker saw.</summary>
    static async Task<Func<Task<Reply>>> Again(Besieged court, Func<Guid, string, byte[], Task<Reply>> strike)
    {
        using var device = new SigningDevice(court.Principal);
        await court.Session.Media.Beat($"{court.RoomId:D}");
        var offer = SigningDevice.Offer(await court.Principal.Get(court.Room));
        var act = court.Principal.NewAct();
        await Json(court.Principal, offer.KeyUrl, Begin(act, device.Spki, device.Raw(offer.Challenge)));
        return () => strike(act, offer.KeyUrl, offer.Challenge);
    }

    static async Task<Func<Task<Reply>>> Prepared(Task<Reply> first, Func<Task<Reply>> strike)
    {
        await first;
        return strike;
    }

    public static IEnumerable<(string Name, string Value)> Application(Besieged court) => Application(court, court.OutsidersCase);

    static IEnumerable<(string Name, string Value)> Application(Besieged court, Guid @case) =>
        [.. Witnessing.Scene.Application(), ("case", $"{@case:D}"), ("stages", "first-instance"), ("receive-service", "yes"),
            .. Witnessing.Scene.Drawn(court.Court)];
}
