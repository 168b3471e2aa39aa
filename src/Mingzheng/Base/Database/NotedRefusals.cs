using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Mingzheng.Base.Database;

/// <summary>
/// How many refused attempts the journal remembers (ACC-AW-02): enough to show what somebody tried, and not so many that whoever posts what is
/// refused all day makes a stream that no package can hold. What is not noted is still answered.
/// </summary>
static class NotedRefusals
{
    public const string Kind = "act.refused";

    /// <summary>Of one actor in one stream on one day of the legal calendar.</summary>
    public const int MostADay = 50;

    public static bool MayNoteAnother(long noted) => noted < MostADay;

    /// <summary>How many of this day are noted.</summary>
    public static async Task<long> Today(CourtDb db, string stream, string actor, DateTimeOffset now, CancellationToken stop = default)
    {
        var from = BeijingTime.StartOf(BeijingTime.DateOf(now)).ToMicroseconds();
        // The kind is written out, for the index of refusals is asked only then.
        return await db.Database.SqlQuery<long>(
            $"select count(*) as \"Value\" from entries where stream = {stream} and actor = {actor} and at >= {from} and kind = 'act.refused'").SingleAsync(stop);
    }

    /// <summary>Those of one actor in one stream are counted one after another.</summary>
    public static byte[] TurnOf(string stream, string actor) => SHA256.HashData(Encoding.UTF8.GetBytes($"{stream}\n{actor}"));
}
