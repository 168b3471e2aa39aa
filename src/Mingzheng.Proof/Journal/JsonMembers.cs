using System.Text.Json.Nodes;

namespace Mingzheng.Proof.Journal;

/// <summary>Reads members of our own formats, where a missing, foreign or mistyped member is a <see cref="FormatException"/>.</summary>
static class JsonMembers
{
    internal static JsonObject AsObjectWith(this JsonNode? node, string what, params ReadOnlySpan<string> names)
    {
        if (node is not JsonObject json || json.Count != names.Length)
        {
            throw new FormatException($"{what} has exactly the members {string.Join(", ", names)}.");
        }

        foreach (var name in names)
        {
            if (!json.ContainsKey(name))
            {
                throw new FormatException($"{what} lacks the member \"{name}\".");
            }
        }

        return json;
    }

    internal static string Text(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw WrongType(name, "a string");

    internal static long Integer(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<long>(out var integer) ? integer : throw WrongType(name, "an integer");

    /// <summary>An integer from 0 up.</summary>
    internal static long Count(this JsonObject json, string name) =>
        json.Integer(name) is >= 0 and var count ? count : throw WrongType(name, "a count");

    internal static byte[] Hex(this JsonObject json, string name, int length)
    {
        var text = json.Text(name);
        return text.Length == 2 * length && text.All(char.IsAsciiHexDigitLower)
            ? Convert.FromHexString(text)
            : throw WrongType(name, $"{length} bytes in lower-case hex");
    }

    internal static JsonObject Object(this JsonObject json, string name) =>
        json[name] as JsonObject ?? throw WrongType(name, "an object");

    internal static IReadOnlyList<T> List<T>(this JsonObject json, string name, Func<JsonNode?, T> read) =>
        json[name] is JsonArray items ? [.. items.Select(read)] : throw WrongType(name, "a list");

    internal static string ItemText(JsonNode? item) =>
        item is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new FormatException("A list holds something other than strings.");

    static FormatException WrongType(string name, string wanted) => new($"The member \"{name}\" is not {wanted}.");
}
