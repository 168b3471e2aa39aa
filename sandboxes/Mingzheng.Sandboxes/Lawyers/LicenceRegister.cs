using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mingzheng.Sandboxes.Lawyers;

/// <summary>The national register of lawyers, with fictitious lawyers. Changes are forgotten at the end.</summary>
internal sealed class LicenceRegister
{
    private static readonly JsonSerializerOptions SeedFormat = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private readonly ConcurrentDictionary<string, Licence> _licences;

    public LicenceRegister()
    {
        using var seed = typeof(LicenceRegister).Assembly.GetManifestResourceStream("licences.json")!;
        var licences = JsonSerializer.Deserialize<Licence[]>(seed, SeedFormat)!;
        _licences = new ConcurrentDictionary<string, Licence>(licences.Select(licence => KeyValuePair.Create(licence.Number, licence)));
    }

    public Licence? Find(string number) => _licences.GetValueOrDefault(number);

    /// <summary>Changes the status from a legal date on; null when there is no such licence.</summary>
    public Licence? Change(string number, PracticeStatus status, DateOnly since)
    {
        while (_licences.TryGetValue(number, out var licence))
        {
            var changed = licence with { Status = status, Since = since };
            if (_licences.TryUpdate(number, changed, licence))
            {
                return changed;
            }
        }

        return null;
    }
}
