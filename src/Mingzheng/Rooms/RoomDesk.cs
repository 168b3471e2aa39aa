using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Objects;

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
            var result = await work(new RoomAct(writing, held, facts, facts.Me(person.Account), of, keys.Of($"case:{held.CaseId:D}")));
            await Progress.Advance(writing, held, of, person.Account);
            return result;
        }, stop);

    public Task Do(Person person, ActId act, string kind, Guid room, Func<RoomAct, Task> work, CancellationToken stop) =>
        Do(person, act, kind, room, async inside =>
        {
            await work(inside);
            return true;
        }, stop);

    /// <summary>The room as it is now, for a screen or for the look before an outside call.</summary>
    public async Task<RoomFacts> Look(Guid room)
    {
        await using var db = reads.Open();
        return await RoomFacts.Load(db, await db.FindAsync<Room>(room) ?? throw Refuse.NotFound());
    }

    public IProcedureRules RulesOf(Room room) => rules.First(known => known.Procedure.Kind == room.Kind);
}
