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
/// <remarks>
/// To make a key and to open one are two things: only who begins something new makes a key (<see cref="New"/>, <see cref="NewSecret"/>), and
/// a key that should be there and is not is an alarm. Who can read <c>Keys:Folder</c> can read everything the court keeps secret.
/// </remarks>
public sealed partial class DataKeys(IConfiguration configuration, ILogger<DataKeys> log) : IDisposable
{
    /// <summary>The court's key, under which all others are.</summary>
    internal const string Court = "court";

    /// <summary>The 32 bytes of the transparency log's signing key.</summary>
    public const string Log = "log";

    /// <summary>The 32 bytes under which the keys of cookies and forms are.</summary>
    public const string DataProtection = "data-protection";

    /// <summary>Opened keys are kept for speed only; a court that opens more at once reads some files twice.</summary>
    const int MostKnown = 50_000;

    readonly ConcurrentDictionary<string, DataKey> known = new();
    readonly Lock opening = new();
    AgeIdentity? court;
    byte[]? searchKey;

    internal string Folder { get; } = FolderOf(configuration);

    public static string FolderOf(IConfiguration configuration) =>
        configuration["Keys:Folder"] ?? Path.Combine(configuration["Data:Folder"] ?? "data", "keys");

    /// <summary>The key of an owner such as "person:ID", "case:ID" or "room:ID".</summary>
    /// <exception cref="MissingKeyException">It was never made, is lost or was erased.</exception>
    public DataKey Of(string owner)
    {
        // The file is asked for each time: a key that is erased is gone at once and on every node.
        if (!File.Exists(PathOf(owner)))
        {
            known.TryRemove(owner, out _);
            throw Missing(owner);
        }

        return known.GetOrAdd(owner, Load);
    }

    /// <summary>Makes the key of an owner that begins to exist. An act that is repeated finds the key that it made first.</summary>
    public DataKey New(string owner)
    {
        WriteUnlessThere(PathOf(owner), () => Wrapped(Encoding.ASCII.GetBytes(AgeIdentity.Generate().ExportSecret())));
        return Of(owner);
    }

    /// <summary>A keyed hash, for finding an identifier without keeping it in clear. Normalise the value first.</summary>
    public byte[] SearchHash(string kind, string normalised)
    {
        searchKey ??= Derive(CourtKey(), "mingzheng/search/v1");
        return HMACSHA256.HashData(searchKey, Encoding.UTF8.GetBytes($"{kind}\0{normalised}"));
    }

    /// <summary>A secret of the installation (log, data protection, a court's seal), stored under the court's key.</summary>
    /// <exception cref="MissingKeyException">It was never made or is lost.</exception>
    public byte[] Secret(string name) => AgeFile.Decrypt(ReadFile(SecretPath(name), name), CourtKey());

    /// <summary>Makes a secret unless it is there; gives the one that is there then.</summary>
    public byte[] NewSecret(string name, Func<byte[]> make)
    {
        WriteUnlessThere(SecretPath(name), () => Wrapped(make()));
        return Secret(name);
    }

    /// <summary>What the first start of an installation makes: the court's key and the secrets that stand under it from then on.</summary>
    internal void MakeOwn()
    {
        WriteUnlessThere(CourtPath, () => Encoding.ASCII.GetBytes(AgeIdentity.Generate().ExportSecret()));
        NewSecret(Log, () => RandomNumberGenerator.GetBytes(32));
        NewSecret(DataProtection, () => RandomNumberGenerator.GetBytes(32));
    }

    /// <summary>By which a secret is known again. Keyed, so that it says nothing to who has only the database.</summary>
    internal byte[] CheckOf(string name)
    {
        var key = Derive(CourtKey(), "mingzheng/key-check/v1");
        return HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{name}\0"), .. name == Court ? [] : Secret(name)]);
    }

    AgeIdentity CourtKey()
    {
        lock (opening)
        {
            return court ??= AgeIdentity.Parse(Encoding.ASCII.GetString(ReadFile(CourtPath, Court)).Trim());
        }
    }

    DataKey Load(string owner)
    {
        if (known.Count >= MostKnown)
        {
            known.Clear();
        }

        var identity = AgeIdentity.Parse(Encoding.ASCII.GetString(AgeFile.Decrypt(ReadFile(PathOf(owner), owner), CourtKey())));
        return new DataKey(identity, Derive(identity, "mingzheng/column/v1"));
    }

    byte[] Wrapped(byte[] secret) => AgeFile.Encrypt(secret, CourtKey().Recipient);

    byte[] ReadFile(string path, string key)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(key);
        }
    }

    MissingKeyException Missing(string key)
    {
        KeyIsMissing(log, key, Folder);
        return new MissingKeyException(key);
    }

    /// <summary>Several nodes may make the same key at once: all read the one that was first, and it outlasts a power cut before it protects anything.</summary>
    static void WriteUnlessThere(string path, Func<byte[]> make)
    {
        if (!File.Exists(path))
        {
            DurableFile.CreateFolder(Path.GetDirectoryName(path)!);
            DurableFile.WriteUnlessThere(path, make());
        }
    }

    string CourtPath => Path.Combine(Folder, "court.key");

    string SecretPath(string name) => Path.Combine(Folder, $"{name}.age");

    string PathOf(string owner)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)));
        return Path.Combine(Folder, name[..2], $"{name}.age");
    }

    static byte[] Derive(AgeIdentity identity, string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(identity.ExportSecret()), 32, info: Encoding.ASCII.GetBytes(purpose));

    public void Dispose()
    {
        court?.Dispose();
        foreach (var key in known.Values)
        {
            key.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The key of {Key} is not in {Folder}: what is under it cannot be opened. Restore the key folder from its backup.")]
    static partial void KeyIsMissing(ILogger log, string key, string folder);
}
