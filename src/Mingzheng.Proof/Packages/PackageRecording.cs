using System.Text.Json.Nodes;
using Mingzheng.Proof.Journal;

namespace Mingzheng.Proof.Packages;

/// <summary>One participant's recorded track, an age file.</summary>
/// <param name="Path">Under recordings/.</param>
/// <param name="Participant">Role or id of the participant; never a name.</param>
/// <param name="Kind">audio or video.</param>
/// <param name="Seconds">Whole seconds recorded.</param>
/// <param name="Segments">How many segments were joined.</param>
public sealed record PackageRecording(string Path, string Participant, string Kind, long Seconds, long Segments)
{
    /// <summary>Kind of the entry that names the file: body {"path": path, "sha256": hex, ...}.</summary>
    public const string EntryKind = "recording.exported";

    internal JsonNode ToJson() => new JsonObject
    {
        ["path"] = Path, ["participant"] = Participant, ["kind"] = Kind, ["seconds"] = Seconds, ["segments"] = Segments,
    };

    internal static PackageRecording FromJson(JsonNode? node)
    {
        var json = node.AsObjectWith("A recording of the manifest", "path", "participant", "kind", "seconds", "segments");
        return json.Text("kind") is "audio" or "video"
            ? new PackageRecording(
                json.Text("path"), json.Text("participant"), json.Text("kind"), json.Count("seconds"), json.Count("segments"))
            : throw new FormatException("A recording is audio or video.");
    }
}
