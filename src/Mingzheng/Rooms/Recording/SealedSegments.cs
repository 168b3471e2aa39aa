using System.Security.Cryptography;
using Mingzheng.Journal;

namespace Mingzheng.Rooms.Recording;

/// <summary>
/// What the journal says was sealed of a room, by track and number. Anybody can encrypt a file to the room's public recipient: that a segment
/// opens with the room's key does not make it the one that was recorded.
/// </summary>
sealed class SealedSegments
{
    readonly Dictionary<(Guid Participant, string Kind), Dictionary<int, string>> digests = [];

    public IEnumerable<(Guid Participant, string Kind)> Tracks => digests.Keys;

    public static async Task<SealedSegments> Of(JournalReader journal, string stream, CancellationToken stop)
    {
        var known = new SealedSegments();
        foreach (var entry in await journal.Of([stream], ["recording.sealed"], stop))
        {
            foreach (var segment in entry.Body["segments"]!.AsArray())
            {
                var track = (Guid.Parse((string)segment!["participant"]!), (string)segment["kind"]!);
                known.digests.TryAdd(track, []);
                known.digests[track][(int)segment["n"]!] = (string)segment["sha256"]!;
            }
        }

        return known;
    }

    /// <summary>That the table names exactly the segments of the journal.</summary>
    /// <exception cref="AlteredRecordingException">One is missing, added or has another digest.</exception>
    public void Compare((Guid Participant, string Kind) track, IReadOnlyList<RecordingSegment> rows)
    {
        var known = digests.GetValueOrDefault(track) ?? [];
        if (rows.FirstOrDefault(row => known.GetValueOrDefault(row.Segment) != row.Sha256) is { } wrong)
        {
            throw new AlteredRecordingException(wrong.Segment);
        }

        var named = rows.Select(row => row.Segment).ToHashSet();
        foreach (var (segment, _) in known.Where(segment => !named.Contains(segment.Key)))
        {
            throw new AlteredRecordingException(segment);
        }
    }

    /// <summary>The sealed bytes of a segment, as the journal knows them.</summary>
    /// <param name="objects">The object folder. When the room's whole folder is away the store is at fault, and it is tried again.</param>
    /// <exception cref="AlteredRecordingException">The file is another one, or gone.</exception>
    public static async Task<byte[]> Read(string objects, RecordingSegment segment, CancellationToken stop)
    {
        var file = new FileInfo(Path.Combine(objects, segment.Path));
        if (file.Directory!.Exists && (!file.Exists || file.Length != segment.Bytes))
        {
            throw new AlteredRecordingException(segment.Segment);
        }

        var bytes = await File.ReadAllBytesAsync(file.FullName, stop);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == segment.Sha256 ? bytes : throw new AlteredRecordingException(segment.Segment);
    }
}

/// <summary>A sealed segment is not what the journal says was sealed: somebody changed the evidence. Nothing is made of the track.</summary>
sealed class AlteredRecordingException(int segment) : Exception($"Segment {segment} is not the one that was sealed.")
{
    public int Segment { get; } = segment;
}
