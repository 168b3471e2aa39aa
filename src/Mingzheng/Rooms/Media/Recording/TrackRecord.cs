using Mingzheng.Base;

namespace Mingzheng.Rooms.Media.Recording;

/// <summary>What is recorded of one track of one participant so far, over all its parts.</summary>
sealed class TrackRecord(string participant, TrackKind track)
{
    /// <summary>A pause between two frames that is longer is recorded as a gap. The slowest camera still sends five frames a second.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>A connected track that is silent for so long has an open gap.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);

    readonly Dictionary<long, long> takenOfPart = [];

    public string Participant => participant;

    public TrackKind Track => track;

    public int NextNo { get; private set; }

    /// <summary>Ciphertext bytes of all segments.</summary>
    public long SealedBytes { get; private set; }

    /// <summary>Arrival of the last sealed frame; 0 before the first.</summary>
    public long LastFrame { get; private set; }

    /// <summary>Start of the gap that was reported as open; null when there is none.</summary>
    public long? OpenGap { get; private set; }

    /// <summary>Plain bytes recorded so far, sealed or not.</summary>
    public long PlainBytes { get; set; }

    /// <summary>When the recording last grew; 0 before the first byte.</summary>
    public long LastGrowth { get; set; }

    public long TakenOf(long part) => takenOfPart.GetValueOrDefault(part);

    /// <returns>False when the part had begun before.</returns>
    public bool BeginPart(long part) => takenOfPart.TryAdd(part, 0);

    public void Take(SealedSegment segment)
    {
        takenOfPart[segment.Part] = segment.PartEnd;
        NextNo = segment.No + 1;
        SealedBytes += segment.Bytes;
        LastFrame = Math.Max(LastFrame, segment.To);
    }

    public void Note(TrackGap gap) => OpenGap = gap.To is null ? gap.From : null;

    /// <summary>The pauses among frames that arrived at these instants, counted from the last frame before them.</summary>
    public IEnumerable<(long From, long To)> Gaps(IReadOnlyList<long> arrivals)
    {
        var last = OpenGap ?? LastFrame;
        foreach (var arrival in arrivals)
        {
            if (last > 0 && (arrival - last > LongestPause.TotalMicroseconds || OpenGap == last))
            {
                yield return (last, arrival);
            }
            last = Math.Max(last, arrival);
        }
    }
}
