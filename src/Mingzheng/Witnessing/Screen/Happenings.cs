using System.Text.Json.Nodes;
using Mingzheng.Base;
using Mingzheng.Journal;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Screen;

/// <summary>The journal of an authorization in words. What only machines need to know is left out here and stays in the journal.</summary>
static class Happenings
{
    public static readonly IReadOnlyList<string> Kinds =
    [
        "witnessing.submitted", "witnessing.agent-joined", "witnessing.names-confirmed", "witnessing.accepted", "witnessing.urgent",
        "witnessing.material-given", "witnessing.booked", "witnessing.moved", "witnessing.stopped", "witnessing.document-completed",
        "witnessing.closed", "witnessing.approved", "act.refused",
    ];

    public static IReadOnlyList<Happening> Of(IEnumerable<WrittenEntry> entries, Words words) => [.. entries.Select(entry => Told(entry, words))];

    static Happening Told(WrittenEntry entry, Words words) => entry.Kind switch
    {
        "witnessing.accepted" => Plain(entry, words, entry.Body["urgent"]?.GetValue<bool>() == true ? words["witnessing.happened.urgent"] : null),
        "witnessing.material-given" => Plain(entry, words, words[$"witnessing.material.{Text(entry.Body, "kind")}"]),
        "witnessing.stopped" => Plain(entry, words, words[$"rooms.stop.{Text(entry.Body, "why")}"]),
        "witnessing.booked" or "witnessing.moved" => Plain(entry, words, BeijingClock(entry, words)),
        "witnessing.document-completed" => Plain(entry, words, words[$"document.{Text(entry.Body, "document")}"]),
        "witnessing.approved" => Plain(entry, words, Text(entry.Body, "number")),
        "act.refused" => new Happening(entry.At, words["witnessing.happened.refused"], Detail: words.OfCode(Text(entry.Body, "code")), Kind: "refused"),
        _ => Plain(entry, words),
    };

    static Happening Plain(WrittenEntry entry, Words words, string? detail = null) =>
        new(entry.At, words[$"witnessing.happened.{entry.Kind["witnessing.".Length..]}"], Detail: detail);

    static string BeijingClock(WrittenEntry entry, Words words) =>
        $"{words["web.clock.beijing"]} {CourtTime.Format(Instants.FromMicroseconds(entry.Body["startsAt"]!.GetValue<long>()), CourtTime.Beijing, words.Language)}";

    static string Text(JsonObject body, string name) => body[name]?.GetValue<string>() ?? "";
}
