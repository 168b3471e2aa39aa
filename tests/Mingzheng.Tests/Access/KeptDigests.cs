using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing;

namespace Mingzheng.Tests.Access;

/// <summary>
/// What the rows of one authorization hold, by digest, against what the journal says of it: every change begins with the digest at which the one
/// before ended, and the last is that of the row. A writer who forgets to say what it wrote breaks the chain at the next one or at the row.
/// </summary>
/// <param name="Facts">Of the sealed facts of the authorization.</param>
/// <param name="Documents">Id, kind and digest of every document, superseded ones among them.</param>
/// <param name="Answers">Of the sealed answers.</param>
sealed record KeptDigests(string Facts, IReadOnlyList<(string Id, string Kind, string Sha256)> Documents, IReadOnlyList<string> Answers)
{
    const string Drafted = "document.drafted";

    public static async Task<KeptDigests> Of(CourtHost court, Guid authorization)
    {
        await using var db = court.Get<Reads>().Open();
        var row = await db.Set<Authorization>().SingleAsync(one => one.Id == authorization);
        var documents = await db.Set<Document>().Where(one => one.RoomId == row.RoomId).ToListAsync();
        var answers = await db.Set<Mingzheng.Rooms.RoomAnswer>().Where(one => one.RoomId == row.RoomId).ToListAsync();
        return new KeptDigests(
            row.FactsSha256, [.. documents.Select(one => ($"{one.Id:D}", one.Kind, one.Sha256))], [.. answers.Select(one => one.Sha256)]);
    }

    /// <summary>All entries of a court that has one matter, whether or not they have their positions yet.</summary>
    public static async Task<IReadOnlyList<JsonObject>> Entries(CourtHost court)
    {
        var entries = new List<JsonObject>();
        await using var connection = await court.Get<Reads>().Connect();
        await using var command = connection.Command("select act, kind, body from entries order by at, stream, n");
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            entries.Add(new JsonObject { ["act"] = row.GetString(0), ["kind"] = row.GetString(1), ["body"] = JsonNode.Parse(row.GetString(2)) });
        }

        return entries;
    }

    /// <param name="entries">All of the matter, in the order in which they were written.</param>
    public IReadOnlyList<string> Faults(IReadOnlyList<JsonObject> entries) =>
    [
        .. OfFacts(entries),
        .. Documents.GroupBy(one => one.Kind).SelectMany(versions => OfDocument(entries, versions.Key, [.. versions])),
        .. Answers.Except(entries.Select(entry => Text(entry, "answer"))).Select(missing => $"an answer is in no entry: {missing}"),
    ];

    IEnumerable<string> OfFacts(IEnumerable<JsonObject> entries)
    {
        string? digest = null;
        foreach (var entry in entries.Where(entry => Text(entry, "facts") is not null))
        {
            if (Text(entry, "factsBefore") != digest)
            {
                yield return $"{KindOf(entry)}: the facts before are not those that the journal knew";
            }

            digest = Text(entry, "facts");
        }

        if (digest != Facts)
        {
            yield return "the facts of the row are not those that the journal knows";
        }
    }

    static IEnumerable<string> OfDocument(IReadOnlyList<JsonObject> entries, string kind, IReadOnlyList<(string Id, string Kind, string Sha256)> versions)
    {
        string? digest = null, id = null;
        foreach (var entry in entries.Where(entry => IsAbout(entry, kind, id)))
        {
            var before = KindOf(entry) == Drafted ? ReplacedBy(entries, entry) : Text(entry, "from") ?? Text(entry, "sha256");
            if (before != digest)
            {
                yield return $"{KindOf(entry)}: the {kind} before is not the one that the journal knew";
            }

            digest = Text(entry, "sha256");
            id = KindOf(entry) == Drafted ? Text(entry, "document") : id;
            if (KindOf(entry) == Drafted && versions.All(one => one.Id != id))
            {
                yield return $"there is no such {kind} as {id}";
            }
        }

        if (!versions.Contains((id!, kind, digest!)))
        {
            yield return $"the last {kind} is not the one that the journal knows";
        }
    }

    /// <summary>A person signs a kind of document, the court seals one document.</summary>
    static bool IsAbout(JsonObject entry, string kind, string? id) => KindOf(entry) switch
    {
        Drafted => Text(entry, "kind") == kind,
        "signing.completed" or "witnessing.document-completed" => Text(entry, "document") == kind,
        "signing.sealed" => Text(entry, "document") == id,
        _ => false,
    };

    /// <summary>The act that makes a new version says which bytes it replaces.</summary>
    static string? ReplacedBy(IEnumerable<JsonObject> entries, JsonObject drafted) => entries
        .Where(entry => (string?)entry["act"] == (string?)drafted["act"] && Text(entry, "after") == Text(drafted, "sha256"))
        .Select(entry => Text(entry, "before")).FirstOrDefault();

    static string KindOf(JsonObject entry) => (string)entry["kind"]!;

    static string? Text(JsonObject entry, string member) => entry["body"]![member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
