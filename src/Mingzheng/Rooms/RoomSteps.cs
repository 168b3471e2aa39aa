using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Mingzheng.Rooms;

/// <summary>Takes steps back that have to be done again; they stay in the books with the reason.</summary>
public static class RoomSteps
{
    public static async Task Supersede(RoomAct act, IReadOnlyList<string> steps, string why)
    {
        var done = await act.Writing.Db.Set<RoomStep>()
            .Where(step => step.RoomId == act.Room.Id && step.SupersededAt == null && steps.Contains(step.Step)).ToListAsync();
        foreach (var step in done)
        {
            step.Supersede(why, act.Writing.Now);
            act.Writing.Journal(act.Room.Stream, "room.step-superseded", new JsonObject { ["step"] = step.Step, ["why"] = why });
        }
    }
}
