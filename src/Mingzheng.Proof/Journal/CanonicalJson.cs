using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingzheng.Proof.Journal;

/// <summary>
/// JSON with exactly one spelling: RFC 8785 (JCS), restricted to objects, arrays, strings, booleans, null and integers
/// within ±(2^53-1). Floats, exponents, duplicate keys, lone surrogates and nesting deeper than 64 are refused with
/// <see cref="FormatException"/>.
/// </summary>
public static class CanonicalJson
{
    public const long MaximumInteger = (1L << 53) - 1;

    const int MaximumDepth = 64;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The canonical UTF-8 bytes of <paramref name="node"/>, without byte order mark or line end.</summary>
    public static byte[] Serialize(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, depth: 0);
        try
        {
            return Strict.GetBytes(text.ToString());
        }
        catch (EncoderFallbackException)
        {
            throw new FormatException("A string holds half a character (a lone surrogate).");
        }
    }

    /// <summary>Reads any spelling of the restricted JSON; <see cref="ParseCanonical"/> also insists on the spelling.</summary>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaximumDepth });
        try
        {
            reader.Read();
            var node = ReadValue(ref reader);
            return reader.Read() ? throw new FormatException("There is text after the JSON value.") : node;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new FormatException($"Not valid JSON: {fault.Message}", fault);
        }
    }

    /// <summary>As <see cref="Parse"/>, but refuses bytes that <see cref="Serialize"/> would have written differently.</summary>
    public static JsonNode? ParseCanonical(ReadOnlySpan<byte> utf8)
    {
        var node = Parse(utf8);
        return utf8.SequenceEqual(Serialize(node)) ? node : throw new FormatException("The JSON is not in canonical form.");
    }

    static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        if (depth >= MaximumDepth && node is (JsonObject or JsonArray))
        {
            throw new FormatException("The JSON is nested too deeply.");
        }

        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                WriteObject(text, members, depth);
                break;
            case JsonArray items:
                WriteArray(text, items, depth);
                break;
            case JsonValue value:
                WriteValue(text, value.GetValue<object>());
                break;
        }
    }

    static void WriteObject(StringBuilder text, JsonObject members, int depth)
    {
        text.Append('{');
        var separator = "";

        // RFC 8785 section 3.2.3: keys are ordered by UTF-16 code units, which is what ordinal comparison does.
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            text.Append(separator);
            WriteString(text, name);
            text.Append(':');
            Write(text, value, depth + 1);
            separator = ",";
        }

        text.Append('}');
    }

    static void WriteArray(StringBuilder text, JsonArray items, int depth)
    {
        text.Append('[');
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator);
            Write(text, item, depth + 1);
            separator = ",";
        }

        text.Append(']');
    }

    static void WriteValue(StringBuilder text, object value)
    {
        switch (value)
        {
            case JsonElement element:
                WriteElement(text, element);
                break;
            case string characters:
                WriteString(text, characters);
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case int or long or short or byte or uint or ushort or sbyte:
                WriteInteger(text, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case Guid id:
                WriteString(text, id.ToString());
                break;
            default:
                throw new FormatException($"A value of type {value.GetType().Name} has no canonical form.");
        }
    }

    static void WriteElement(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                WriteString(text, element.GetString()!);
                break;
            case JsonValueKind.Number:
                WriteInteger(text, ParseInteger(element.GetRawText()));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                text.Append(element.GetBoolean() ? "true" : "false");
                break;
            default:
                throw new FormatException($"A JSON {element.ValueKind} has no canonical form here.");
        }
    }

    static void WriteInteger(StringBuilder text, long value)
    {
        if (value is < -MaximumInteger or > MaximumInteger)
        {
            throw new FormatException("An integer is beyond 2^53-1.");
        }

        text.Append(CultureInfo.InvariantCulture, $"{value}");
    }

    /// <summary>RFC 8785 section 3.2.2.2: only what must be escaped is, in the shortest way.</summary>
    static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    static JsonNode? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => JsonValue.Create(reader.GetString()),
        JsonTokenType.Number => JsonValue.Create(ParseInteger(Encoding.ASCII.GetString(reader.ValueSpan))),
        JsonTokenType.True => JsonValue.Create(true),
        JsonTokenType.False => JsonValue.Create(false),
        _ => null,
    };

    static JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        var members = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!members.TryAdd(name, ReadValue(ref reader)))
            {
                throw new FormatException($"The key \"{name}\" stands twice in one object.");
            }
        }

        return members;
    }

    static JsonArray ReadArray(ref Utf8JsonReader reader)
    {
        var items = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader));
        }

        return items;
    }

    static long ParseInteger(string digits)
    {
        if (digits == "-0"
            || !long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || value is < -MaximumInteger or > MaximumInteger)
        {
            throw new FormatException($"The number {digits} is not an integer within 2^53-1.");
        }

        return value;
    }
}
