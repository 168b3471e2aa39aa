using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Mingzheng.Base.Files;
using Mingzheng.Proof.Age;

namespace Mingzheng.Objects;

/// <summary>
/// One data key per person, case and room, each an age identity wrapped by the court's key as an age file of its own, so that
/// <c>age --decrypt</c> recovers it. The folder is backed up apart from the data: erasing a key erases what it protects.
/// </summary>
/// <remarks>Who can read <c>Keys:Folder</c> can read everything the court keeps secret.</remarks>
public sealed class DataKeys : IDisposable
{
    readonly string folder;
    readonly AgeIdentity court;
    readonly byte[] searchKey;
    readonly ConcurrentDictionary<string, DataKey> known = new();

    public DataKeys(IConfiguration configuration)
    {
        folder = configuration["Keys:Folder"] ?? Path.Combine(configuration["Data:Folder"] ?? "data", "keys");
        DurableFile.CreateFolder(folder);
        court = AgeIdentity.Parse(ReadOrCreate("court.key", () => Encoding.ASCII.GetBytes(AgeIdentity.Generate().ExportSecret())));
        searchKey = Derive(court, "mingzheng/search/v1");
    }

    /// <summary>The key of an owner such as "person:ID", "case:ID" or "room:ID"; made on first use.</summary>
    public DataKey Of(string owner) => known.GetOrAdd(owner, Load);

    /// <summary>A keyed hash, for finding an identifier without keeping it in clear. Normalise the value first.</summary>
    public byte[] SearchHash(string kind, string normalised) =>
        HMACSHA256.HashData(searchKey, Encoding.UTF8.GetBytes($"{kind}\0{normalised}"));

    /// <summary>A secret of the installation (log key, data protection), derived or stored under the court's key.</summary>
    public byte[] Secret(string name, int bytes) => Secret(name, () => RandomNumberGenerator.GetBytes(bytes));

    /// <inheritdoc cref="Secret(string, int)"/>
    public byte[] Secret(string name, Func<byte[]> make) =>
        AgeFile.Decrypt(ReadOrCreateBytes($"{name}.age", () => AgeFile.Encrypt(make(), court.Recipient)), court);

    DataKey Load(string owner)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)));
        var wrapped = ReadOrCreateBytes($"{name[..2]}/{name}.age", () =>
            AgeFile.Encrypt(Encoding.ASCII.GetBytes(AgeIdentity.Generate().ExportSecret()), court.Recipient));
        var identity = AgeIdentity.Parse(Encoding.ASCII.GetString(AgeFile.Decrypt(wrapped, court)));
        return new DataKey(identity, Derive(identity, "mingzheng/column/v1"));
    }

    string ReadOrCreate(string name, Func<byte[]> make) => Encoding.ASCII.GetString(ReadOrCreateBytes(name, make)).Trim();

    /// <summary>Several nodes may make the same key at once: all read the one that was first, and it outlasts a power cut before it protects anything.</summary>
    byte[] ReadOrCreateBytes(string name, Func<byte[]> make)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            DurableFile.CreateFolder(Path.GetDirectoryName(path)!);
            DurableFile.WriteUnlessThere(path, make());
        }

        return File.ReadAllBytes(path);
    }

    static byte[] Derive(AgeIdentity identity, string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(identity.ExportSecret()), 32, info: Encoding.ASCII.GetBytes(purpose));

    public void Dispose()
    {
        court.Dispose();
        foreach (var key in known.Values)
        {
            key.Dispose();
        }
    }
}
