using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mingzheng.Sandboxes.Lawyers;

/// <summary>The national register of lawyers, with fictitious lawyers. Changes are forgotten at the end.</summary>
sealed class LicenceRegister
{
    static readonly JsonSerializerOptions SeedFormat = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    readonly ConcurrentDictionary<string, Licence> licences;

    public LicenceRegister()
    {
        using var seed = typeof(LicenceRegister).Assembly.GetManifestResourceStream("licences.json")!;
        var licences = JsonSerializer.Deserialize<Licence[]>(seed, SeedFormat)!;
        this.licences = new ConcurrentDictionary<string, Licence>(licences.Select(licence => KeyValuePair.Create(licence.Number, licence)));
    }

    public Licence? Find(string number) => licences.GetValueOrDefault(number);

    /// <summary>Changes the status from a legal date on; null when there is no such licence.</summary>
    public Licence? Change(string number, PracticeStatus status, DateOnly since)
    {
        while (licences.TryGetValue(number, out var licence))
        {
            var changed = licence with { Status = status, Since = since };
            if (licences.TryUpdate(number, changed, licence))
            {
                return changed;
            }
        }

        return null;
    }
}
