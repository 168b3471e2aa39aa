using System.Text.Json;
using Mingzheng.Base.Files;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>What a node must know of a room to go on with it after being killed.</summary>
/// <param name="Closing">The room was closed; its recording may not yet be complete.</param>
sealed record RoomFile(string RecordingRecipient, bool Closing, IReadOnlyDictionary<string, Admission> Participants)
{
    const string Ending = ".room";

    public static IEnumerable<(string Room, RoomFile File)> All(string folder)
    {
        DurableFile.CreateFolder(folder);
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Ending))
        {
            var file = JsonSerializer.Deserialize<RoomFile>(File.ReadAllBytes(path), MediaJson.Options)
                ?? throw new InvalidDataException($"{path} is empty.");
            yield return (Path.GetFileNameWithoutExtension(path), file);
        }
    }

    public static void Delete(string folder, string room) => DurableFile.Delete(Path.Combine(folder, room + Ending));

    public void Save(string folder, string room) =>
        DurableFile.Write(Path.Combine(folder, room + Ending), JsonSerializer.SerializeToUtf8Bytes(this, MediaJson.Options));
}

sealed record Admission(Hearing MayHear, bool Isolated);
