using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mingzheng.Tests.Journal;

/// <summary>A body against its row on the page: its members and no other, and each value of the type, and among the values, that the page gives it.</summary>
static partial class JournalShape
{
    internal static IReadOnlyList<string> Faults(JournalPage.Row row, JsonObject body) => [.. Faults(row.Kind, "", body, row.Members)];

    static IEnumerable<string> Faults(string kind, string prefix, JsonObject body, IReadOnlyList<JournalPage.Member> members)
    {
        var own = members.Where(member => member.Path.StartsWith(prefix, StringComparison.Ordinal) && !member.Path[prefix.Length..].Contains('[')).ToList();
        var (written, named) = (body.Select(member => prefix + member.Key).ToList(), own.Select(member => member.Path).ToList());
        foreach (var one in written.Except(named).Concat(named.Except(written)))
        {
            yield return $"{kind}: {one} stands in one of both, page and journal";
        }

        foreach (var member in own.Where(member => written.Contains(member.Path)))
        {
            var value = body[member.Path[prefix.Length..]];
            if (value is null ? !member.MayBeNull : !Fits(value, member))
            {
                yield return $"{kind}: {member.Path} is {value?.ToJsonString() ?? "null"}, which is no {member.Type}";
            }

            foreach (var fault in value is JsonArray list ? list.OfType<JsonObject>().SelectMany(item => Faults(kind, $"{member.Path}[].", item, members)) : [])
            {
                yield return fault;
            }
        }
    }

    internal static bool Fits(JsonNode value, JournalPage.Member member) => member.Type switch
    {
        "list" => value is JsonArray list && list.All(item => item is JsonObject),
        "list of codes" => value is JsonArray list && list.All(item => IsText(item) && Code().IsMatch((string)item!)),
        "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "instant" => value.GetValueKind() == JsonValueKind.Number && value.GetValue<long>() > 1_000_000_000_000_000,
        "count" => value.GetValueKind() == JsonValueKind.Number && value.GetValue<long>() >= 0,
        _ => IsText(value) && ShapeOf(member.Type).IsMatch((string)value!) && (member.Values.Count == 0 || member.Values.Contains((string)value!)),
    };

    static bool IsText(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;

    static Regex ShapeOf(string type) => type switch
    {
        "id" => Id(),
        "sha256" => Digest(),
        "codes" => Codes(),
        "code" => Code(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "The page has no such type."),
    };

    [GeneratedRegex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\z")]
    private static partial Regex Id();

    [GeneratedRegex("^[0-9a-f]{64}\\z")]
    private static partial Regex Digest();

    [GeneratedRegex(@"^\S{1,200}\z")]
    private static partial Regex Code();

    /// <summary>Powers and their like: letters and digits, so that no other separator passes for a part of a code.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9-]+( [A-Za-z0-9-]+)*\z")]
    private static partial Regex Codes();
}
