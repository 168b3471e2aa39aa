using System.Text.Json;

namespace Mingzheng.Base;

/// <summary>A successful answer of an outside service, whole and of bounded size.</summary>
public sealed record OutsideServiceReply(string Service, string? MediaType, byte[] Body)
{
    /// <summary>Reads the answer as JSON.</summary>
    /// <exception cref="OutsideServiceUnavailableException">It is not what was agreed.</exception>
    public T Read<T>(JsonSerializerOptions format)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Body, format) ?? throw Unreadable();
        }
        catch (JsonException malformed)
        {
            throw Unreadable(malformed);
        }
    }

    /// <summary>What to throw when the answer says something that was not agreed.</summary>
    public OutsideServiceUnavailableException Unreadable(Exception? cause = null) => new(Service, "unreadable answer", cause);
}
