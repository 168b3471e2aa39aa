using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mingzheng.Rooms.Media;

/// <summary>Writes <see cref="Hearing"/> as <c>"all"</c> or as a list of participants.</summary>
sealed class HearingConverter : JsonConverter<Hearing>
{
    public override Hearing Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.ValueTextEquals("all") ? Hearing.All : throw new JsonException("Only \"all\" or a list may be heard.");
        }
        return Hearing.Only(JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);
    }

    public override void Write(Utf8JsonWriter writer, Hearing value, JsonSerializerOptions options)
    {
        if (value.Named is null)
        {
            writer.WriteStringValue("all");
            return;
        }
        JsonSerializer.Serialize(writer, value.Named.Order(StringComparer.Ordinal), options);
    }
}
