using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Mingzheng.Base;
using Mingzheng.Proof.Age;
using Mingzheng.Rooms.Media.Events;
using Mingzheng.Rooms.Media.Recording;
using Mingzheng.Rooms.Media;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Shouldly;

namespace Mingzheng.Tests.Media;

/// <summary>A recorder over folders of its own, and the key that opens what it seals.</summary>
sealed class RecordingDesk : IDisposable
{
    internal const string Room = "room-1";

    readonly TemporaryFolder disk = new();
    readonly string memory = Directory.CreateDirectory($"/dev/shm/mingzheng-test-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}").FullName;
    readonly AgeIdentity identity = AgeIdentity.Generate();
    readonly HashSet<string> open = [];
    RoomLedger? ledger;

    internal RecordingDesk() => Recorder = Start();

    internal FakeClock Clock { get; } = FakeClock.OnAWednesdayMorning();

    internal RoomRecorder Recorder { get; private set; }

    internal string Objects => disk["objects"];

    internal MediaOptions Options => new() { Memory = memory };

    internal IReadOnlyList<MediaEvent> Events => ledger!.All();

    internal IReadOnlyList<SealedSegment> Segments => [.. Events.OfType<RecordingSealed>().SelectMany(e => e.Segments)];

    internal long Micros => Clock.GetUtcNow().ToMicroseconds();

    /// <summary>The media server writes to a part and keeps it open.</summary>
    internal string Write(string participant, long began, params byte[][] bytes)
    {
        var path = Path.Combine(Recorder.Folder, MjrSample.Name(Room, participant, began));
        using var file = new FileStream(path, FileMode.Append);
        foreach (var piece in bytes)
        {
            file.Write(piece);
        }
        open.Add(path);
        return path;
    }

    /// <summary>The media server closes its files, or dies.</summary>
    internal void CloseFiles() => open.Clear();

    internal void Look(bool sealNow = true, params string[] connected) =>
        Recorder.Look(Clock.GetUtcNow(), connected.ToHashSet(), open.Contains, sealNow);

    /// <summary>As after a kill: what is on disk and in the memory folder is all that is left.</summary>
    internal void RestartRecorder()
    {
        Recorder.Dispose();
        Recorder = Start();
    }

    /// <summary>The plain bytes of segments, by Debian's age.</summary>
    internal async Task<byte[]> Decrypt(IEnumerable<SealedSegment> segments)
    {
        var plain = new MemoryStream();
        disk.Write("key.txt", System.Text.Encoding.ASCII.GetBytes(identity.ExportSecret() + "\n"));
        foreach (var segment in segments)
        {
            var path = Path.Combine(Objects, segment.Path);
            Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path))).ShouldBe(segment.Sha256);
            var (exit, output, errors) = await PublicTool.Run("age", ["-d", "-i", disk["key.txt"], path]);
            exit.ShouldBe(0, errors);
            plain.Write(output);
        }
        return plain.ToArray();
    }

    public void Dispose()
    {
        Recorder.Dispose();
        ledger?.Dispose();
        identity.Dispose();
        disk.Dispose();
        Directory.Delete(memory, recursive: true);
    }

    RoomRecorder Start()
    {
        ledger?.Dispose();
        ledger = RoomLedger.Open(disk["state"], Room);
        var store = new SegmentStore(Objects, Room, identity.Recipient.ToString());
        return new RoomRecorder(Room, Path.Combine(memory, Room), store, ledger, NullLogger.Instance);
    }
}
