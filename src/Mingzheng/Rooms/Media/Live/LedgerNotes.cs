using System.Threading.Channels;
using Mingzheng.Rooms.Media.Events;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>Writes what happened in a room into its ledger, in order; a full disk delays the notes and loses none.</summary>
static class LedgerNotes
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task Write(ChannelReader<MediaEvent> notes, RoomLedger ledger, string room, TimeProvider clock, ILogger log)
    {
        await foreach (var note in notes.ReadAllAsync())
        {
            while (true)
            {
                try
                {
                    ledger.Append(note);
                    break;
                }
                catch (IOException fault)
                {
                    log.CannotAnnounce(fault, room);
                    await Task.Delay(Pause, clock);
                }
            }
        }
    }
}
