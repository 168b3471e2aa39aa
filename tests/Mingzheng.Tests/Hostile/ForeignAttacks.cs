using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Rooms;
using static Mingzheng.Tests.Hostile.Besieged;

namespace Mingzheng.Tests.Hostile;

/// <summary>Things of other people by their right ids, from the outside and from the inside of the same meeting.</summary>
static class ForeignAttacks
{
    const string Nothing = "00000000-0000-8000-8000-00000000abcd";

    public static readonly IReadOnlyList<Attack> All =
    [
        new("another person's authorization", 404, "NOT_FOUND", court => Get(court.Outsider, court.Authorization)),
        new("another person's authorization, to be approved", 404, "NOT_FOUND", court => Form(court.Outsider, $"{court.Authorization}/approval")),
        new("another person's authorization, without signing in", 401, "SIGN_IN_FIRST", court => Get(court.Nobody, court.Authorization)),
        new("another person's identity paper through one's own authorization", 404, "NOT_FOUND",
            async court => await Get(court.Outsider, $"{court.Open}/materials/{await court.Material("identity-paper"):D}")),
        new("the client's identity paper", 404, "NOT_FOUND",
            async court => await Get(court.Agent, $"{court.Authorization}/materials/{await court.Material("identity-paper"):D}")),
        new("another meeting's document through one's own authorization", 404, "NOT_FOUND",
            async court => await Get(court.Outsider, $"{court.Accepted}/documents/{(await court.Document("power-of-attorney")).Id:D}")),
        new("a document that is not finished, as a finished one", 404, "NOT_FOUND",
            async court => await Get(court.Principal, $"{court.Authorization}/documents/{(await court.Document("power-of-attorney")).Id:D}")),
        new("a document that this meeting does not have", 404, "NOT_FOUND", court => Get(court.Principal, $"{court.Room}/documents/{Nothing}")),
        new("the recording with the private talk, played by the agent", 403, "NOT_YOURS", court => Get(court.Agent, $"{court.Authorization}/recordings/{Nothing}")),
        new("the recording of another person, played", 404, "NOT_FOUND", court => Get(court.Outsider, $"{court.Authorization}/recordings/{Nothing}")),
        new("another person's meeting", 404, "NOT_FOUND", court => Get(court.Outsider, court.Room)),
        new("another person's case", 404, "NOT_FOUND", async court => await Get(court.Principal, $"/cases/{court.OutsidersCase:D}")),
        new("an application in another person's case", 422, "CASE_NOT_YOURS", court => Form(court.Principal, "/authorizations/new", [.. OrderAttacks.Application(court)])),
        new("a clerk at the door of a meeting", 403, "NOT_YOURS", court => Form(court.Clerk, $"{court.Room}/arrivals")),
        new("the agent lets somebody in", 403, "NOT_YOURS", async court => await Form(court.Agent, $"{court.Room}/admissions/{await court.Participant(RoomRole.Agent):D}")),
        new("the agent closes the meeting", 403, "NOT_YOURS", court => Form(court.Agent, $"{court.Room}/closing")),
        new("the agent sends the principal out", 403, "NOT_YOURS", async court => await Form(court.Agent, $"{court.Room}/asides/{await court.Participant(RoomRole.Principal):D}")),
        new("the judge is sent out", 409, "JUDGE_STAYS", async court => await Form(court.Judge, $"{court.Room}/asides/{await court.Participant(RoomRole.Judge):D}")),
        new("a participant of no meeting let in", 404, "NOT_FOUND", court => Form(court.Judge, $"{court.Room}/admissions/{Nothing}")),
        new("a participant of no meeting sent out", 404, "NOT_FOUND", court => Form(court.Judge, $"{court.Room}/asides/{Nothing}")),
        new("the agent marks the principal's reading", 403, "NOT_YOURS_TO_READ", async court => await Form(court.Agent, await court.MarkAddress(), ("clause", "1"))),
        new("the principal accepts the own application", 403, "NOT_YOURS", court => Form(court.Outsider, $"{court.Open}/acceptance")),
        new("the stream of another person's meeting", 404, "NOT_FOUND", court => Get(court.Outsider, $"/events?stream=room:{court.RoomId:D}")),
        new("the stream of a meeting, without signing in", 401, "SIGN_IN_FIRST", court => Get(court.Nobody, $"/events?stream=room:{court.RoomId:D}")),
        new("a foreign stream among one's own", 404, "NOT_FOUND",
            court => Get(court.Outsider, $"/events?stream=case:{court.OutsidersCase:D}&stream=room:{court.RoomId:D}")),
        new("the judge's private talk, followed by the agent", 404, "NOT_FOUND", court => Get(court.Agent, $"/events?stream=room-private:{court.RoomId:D}")),
        new("the stream of an account", 404, "NOT_FOUND", court => Get(court.Judge, $"/events?stream=account:{court.Court.AccountOf("HKP"):D}")),
        new("a stream with a wildcard", 404, "NOT_FOUND", court => Get(court.Judge, "/events?stream=room:%25")),
        new("a stream with the quotes of SQL", 404, "NOT_FOUND", court => Get(court.Judge, "/events?stream=room:'%20or%201=1--")),
        new("a cursor that is no number", 200, null, court => Get(court.Judge, $"/events?stream=room:{court.RoomId:D}&after=nonsense")),
        new("a cursor below zero", 200, null, court => Get(court.Judge, $"/events?stream=room:{court.RoomId:D}&after=-9223372036854775808")),
        new("a cursor beyond all numbers", 200, null, court => Get(court.Judge, $"/events?stream=room:{court.RoomId:D}&after=99999999999999999999999")),
        new("the media of a meeting, by an outsider", 404, "NOT_FOUND", court => Get(court.Outsider, $"{court.Room}/media")),
        new("the media of a meeting, without a socket", 426, "BAD_REQUEST", court => Get(court.Principal, $"{court.Room}/media")),
        new("another person's signature begun", 404, "NOT_FOUND", async court =>
        {
            using var device = new SigningDevice(court.Outsider);
            return await Json(court.Outsider, await court.KeyAddress(), OrderAttacks.Begin(court.Outsider.NewAct(), device.Spki, device.Raw([1])));
        }),
        new("the prepared file of another person's signature", 404, "NOT_FOUND",
            async court => await Get(court.Agent, (await court.KeyAddress()).Replace("signing-key", "prepared", StringComparison.Ordinal))),
    ];
}
