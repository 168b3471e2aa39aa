using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Calendar;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Scheduling;

/// <summary>What is chosen on the page of the times: the first one, or another in place of one that was booked.</summary>
/// <param name="Kind">Of the act that takes the time.</param>
/// <param name="IsOpen">Whether there is anything to choose; who comes too late is shown the matter.</param>
/// <param name="Take">Takes the time that a form names, for a person.</param>
sealed record TimeChoice(
    string Kind, Func<Authorization, Room?, bool> IsOpen, Func<Writing, Guid, Person, string?, DataKeys, WorkingDays, Task> Take);

/// <summary>Shows the times and takes the one that was chosen.</summary>
sealed class BookingForm(Writer writer, Reads reads, DataKeys keys, WorkingDays working, TimeProvider clock)
{
    public async Task<IResult> Page(TimeChoice choice, Guid id, Person person, FormErrors? errors = null)
    {
        await using var db = reads.Open();
        var authorization = await db.FindAsync<Authorization>(id) ?? throw Refuse.NotFound();
        var room = authorization.RoomId is { } booked ? await db.FindAsync<Room>(booked) : null;
        return choice.IsOpen(authorization, room)
            ? await BookingScreen.Of(db, authorization, person, keys, working, clock.Now(), room, errors)
            : new SeeOther($"/authorizations/{id:D}");
    }

    public async Task<IResult> Answer(TimeChoice choice, HttpContext context, Guid id, ActId act, Person person, CancellationToken stop)
    {
        var form = await SentForm.Of(context.Request, stop);
        var command = new Command(act.Value, person.Actor, choice.Kind, Authorization.StreamOf(id));
        return await FormAnswer.Of(context, async () =>
        {
            await writer.Do(command, writing => choice.Take(writing, id, person, form[OfferedTimes.Field], keys, working), stop);
            return $"/authorizations/{id:D}";
        }, errors => Page(choice, id, person, errors));
    }
}
