using System.Globalization;
using System.Security.Cryptography;
using Mingzheng.Base.Files;
using Mingzheng.Proof.Age;

namespace Mingzheng.Rooms.Media.Recording;

/// <summary>Encrypts pieces of tracks for the room's recipient and puts them durably into the object folder.</summary>
sealed class SegmentStore(string objects, string room, string recipient)
{
    readonly AgeRecipient recipient = AgeRecipient.Parse(recipient);

    /// <summary>
    /// Returns when the segment is on disk. Writing the same number again replaces the file: after a crash between here and the ledger the
    /// segment was never announced.
    /// </summary>
    public SealedSegment Seal(GrowingPart part, int no, PieceOfPart piece)
    {
        var cipher = new MemoryStream(piece.Plain.Length + 1024);
        AgeFile.Encrypt(piece.Plain, cipher, recipient);
        var bytes = cipher.GetBuffer().AsSpan(0, (int)cipher.Length);
        var kind = part.Track == TrackKind.Audio ? "audio" : "video";
        var path = string.Create(CultureInfo.InvariantCulture, $"recordings/{room}/{part.Participant}-{kind}-{no:D5}.mjr.age");
        var target = Path.Combine(objects, path);
        DurableFile.CreateFolder(Path.GetDirectoryName(target)!);
        DurableFile.Write(target, bytes);
        return new SealedSegment(
            part.Participant, part.Track, part.Began, no, path, bytes.Length,
            Convert.ToHexStringLower(SHA256.HashData(bytes)), piece.Arrivals.Min(), piece.Arrivals.Max(), piece.End);
    }
}
