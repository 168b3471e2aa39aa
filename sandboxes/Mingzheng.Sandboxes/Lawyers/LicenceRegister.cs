using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
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
    readonly ConcurrentDictionary<string, string> holders = new();

    public LicenceRegister(SandboxOptions options)
    {
        using var seed = typeof(LicenceRegister).Assembly.GetManifestResourceStream("licences.json")!;
        var licences = JsonSerializer.Deserialize<Licence[]>(seed, SeedFormat)!;
        this.licences = new ConcurrentDictionary<string, Licence>(licences.Select(licence => KeyValuePair.Create(licence.Number, licence)));
        foreach (var known in licences.Where(licence => licence.DocumentNumber is not null))
        {
            var digest = HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(options.Secret), Encoding.UTF8.GetBytes($"{known.DocumentType}\n{known.DocumentNumber}"));
            holders[known.Number] = Convert.ToHexStringLower(digest);
        }
    }

    /// <summary>Compares the keyed digest of a document. A licence whose holder's document is not known gets the one asked about first.</summary>
    public LicenceHolder HolderOf(Licence licence, string? digest) => digest is null ? LicenceHolder.NotAsked
        : holders.GetOrAdd(licence.Number, digest) == digest ? LicenceHolder.Same
        : LicenceHolder.Other;

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
