using System.Text.Json;
using Mingzheng.Base.Files;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>What a node must know of a room to go on with it after being killed.</summary>
/// <param name="Closing">The room was closed; its recording may not yet be complete.</param>
sealed record RoomFile(string RecordingRecipient, bool Closing, IReadOnlyDictionary<string, Admission> Participants)
{
    const string Ending = ".room";

    public static IEnumerable<string> Rooms(string folder) =>
        Directory.EnumerateFiles(folder, "*" + Ending).Select(path => Path.GetFileNameWithoutExtension(path));

    /// <exception cref="JsonException">It is damaged.</exception>
    public static RoomFile Load(string folder, string room) =>
        JsonSerializer.Deserialize<RoomFile>(File.ReadAllBytes(PathOf(folder, room)), MediaJson.Options)
            ?? throw new JsonException($"The file of room {room} is empty.");

    public static void Delete(string folder, string room) => DurableFile.Delete(PathOf(folder, room));

    public void Save(string folder, string room) => DurableFile.Write(PathOf(folder, room), JsonSerializer.SerializeToUtf8Bytes(this, MediaJson.Options));

    static string PathOf(string folder, string room) => Path.Combine(folder, room + Ending);
}

sealed record Admission(Hearing MayHear, bool Isolated);
