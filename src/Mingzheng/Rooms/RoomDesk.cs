using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Objects;
using Mingzheng.Signing;

namespace Mingzheng.Rooms;

/// <summary>An act in a room, inside its transaction, with all that is live there.</summary>
public sealed record RoomAct(Writing Writing, Room Room, RoomFacts Facts, RoomParticipant Me, IProcedureRules Rules, DataKey CaseKey)
{
    /// <summary>Refuses unless the step is the one to do now and the one who acts is inside.</summary>
    public void RefuseUnlessNow(string step)
    {
        Room.RefuseUnlessOpen();
        Refuse.If(Me.IsInside ? null : new Refusal("NOT_INSIDE", "AW-27") { Status = StatusCodes.Status409Conflict });
        Refuse.If(Rules.Procedure.MayDo(step, Facts.Done));
    }

    /// <summary>Refuses unless everyone whom the step needs is inside and on record (W-8.3).</summary>
    public void RefuseUnlessPresent(ProcedureStep step) =>
        Refuse.If(PresenceRule.Objection(Facts, Me, PresenceRule.Needed(Rules.Procedure, step), Writing.Now));

    /// <summary>Ends a signature that no longer counts, whether it was completed or under way (TV-13).</summary>
    public void Void(Ceremony ceremony, string why)
    {
        ceremony.Void(why, Writing.Now);
        Writing.Journal(Room.Stream, "signing.void", new JsonObject { ["ceremony"] = $"{ceremony.Id:D}", ["why"] = why });
    }
}

/// <summary>The one way to act in a room: holds the room, refuses when it is closed, loads the facts, does the work, moves the procedure on.</summary>
public sealed class RoomDesk(Writer writer, Reads reads, DataKeys keys, IEnumerable<IProcedureRules> rules)
{
    public Task<T> Do<T>(Person person, ActId act, string kind, Guid room, Func<RoomAct, Task<T>> work, CancellationToken stop) =>
        writer.Do(new Command(act.Value, person.Actor, kind, Room.StreamOf(room)), async writing =>
        {
            var held = await writing.Hold<Room>(room);
            held.RefuseIfClosed();
            var facts = await RoomFacts.Load(writing.Db, held);
            var of = RulesOf(held);
            var result = await work(new RoomAct(writing, held, facts, facts.Me(person.Account), of, keys.Of(Case.OwnerOf(held.CaseId))));
            await Progress.Advance(writing, held, of, person.Account);
            return result;
        }, stop);

    public Task Do(Person person, ActId act, string kind, Guid room, Func<RoomAct, Task> work, CancellationToken stop) =>
        Do(person, act, kind, room, async inside =>
        {
            await work(inside);
            return true;
        }, stop);

    /// <summary>
    /// Whether the act was done before and only its answer was lost. To be asked by an act that looks or calls outside first: what was right
    /// then would be refused now.
    /// </summary>
    public Task<bool> WasDone(Person person, ActId act, string kind, CancellationToken stop) =>
        writer.WasDone(new Command(act.Value, person.Actor, kind), stop);

    /// <summary>The room as it is now, for a screen or for the look before an outside call.</summary>
    public async Task<RoomFacts> Look(Guid room)
    {
        await using var db = reads.Open();
        return await RoomFacts.Load(db, await db.FindAsync<Room>(room) ?? throw Refuse.NotFound());
    }

    public IProcedureRules RulesOf(Room room) => rules.First(known => known.Procedure.Kind == room.Kind);
}
