using System.Security.Cryptography;
using Mingzheng.Base;
using Mingzheng.Base.Files;
using Mingzheng.Proof.Age;

namespace Mingzheng.Objects;

/// <summary>
/// Files, encrypted while they stream in: nothing is spooled in clear. Put first, then add the returned row in the act's
/// transaction; an object whose act never committed is unreachable, and <see cref="ObjectSweep"/> takes it away.
/// </summary>
public sealed class ObjectStore(IConfiguration configuration, DataKeys keys, TimeProvider clock)
{
    const string Extension = ".age";
    const string Part = ".part";

    /// <summary>Where the age files are; media nodes write recordings below it.</summary>
    public string Folder { get; } = configuration["Objects:Folder"] ?? Path.Combine(configuration["Data:Folder"] ?? "data", "objects");

    public Task<StoredObject> Put(string owner, string mediaType, byte[] content, CancellationToken stop = default) =>
        Put(owner, mediaType, new MemoryStream(content, writable: false), long.MaxValue, stop);

    /// <exception cref="RefusedException">FILE_TOO_LARGE when more than <paramref name="most"/> bytes come in.</exception>
    public async Task<StoredObject> Put(string owner, string mediaType, Stream content, long most, CancellationToken stop = default)
    {
        var now = clock.Now();
        var id = Guid.CreateVersion7(now);
        var path = PathOf(id);
        DurableFile.CreateFolder(Path.GetDirectoryName(path)!);
        var draft = path + Part;
        try
        {
            var (bytes, digest) = await Encrypt(owner, content, draft, most, stop);
            var cipherDigest = await DigestOfFile(draft, stop);
            DurableFile.Move(draft, path);
            return new StoredObject
            {
                Id = id,
                Owner = owner,
                MediaType = mediaType,
                Bytes = bytes,
                Sha256 = digest,
                CipherSha256 = cipherDigest,
                At = now,
            };
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>The clear bytes as a stream; authentication fails loudly when the file was altered.</summary>
    public Task<Stream> Open(StoredObject stored, CancellationToken stop = default) => Open(stored.Owner, stored.Id, stop);

    public Task<byte[]> Read(StoredObject stored, CancellationToken stop = default) => Read(stored.Owner, stored.Id, stop);

    public async Task<byte[]> Read(string owner, Guid id, CancellationToken stop = default)
    {
        await using var stream = await Open(owner, id, stop);
        var content = new MemoryStream();
        await stream.CopyToAsync(content, stop);
        return content.ToArray();
    }

    /// <summary>The age file as it stands on the disk, for those who hold the key.</summary>
    public Stream OpenCipher(Guid id) => File.OpenRead(PathOf(id));

    /// <summary>Of the age file as it lies on the disk now, whatever the row says of it; null when it is gone.</summary>
    public async Task<string?> CipherDigest(Guid id, CancellationToken stop) => File.Exists(PathOf(id)) ? await DigestOfFile(PathOf(id), stop) : null;

    public long CipherLength(Guid id) => new FileInfo(PathOf(id)).Length;

    /// <summary>Files of this store that were made and last written before an instant, whole or broken off; nothing else that lies in the folder.</summary>
    internal IEnumerable<(Guid Id, string Path)> Older(DateTimeOffset before)
    {
        var store = new DirectoryInfo(Folder);
        foreach (var file in store.Exists ? store.EnumerateDirectories("??").SelectMany(shelf => shelf.EnumerateFiles()) : [])
        {
            var name = file.Name.EndsWith(Part, StringComparison.Ordinal) ? file.Name[..^Part.Length] : file.Name;
            if (name.EndsWith(Extension, StringComparison.Ordinal) && Guid.TryParseExact(name[..^Extension.Length], "N", out var id)
                && name[^(Extension.Length + 2)..^Extension.Length] == file.Directory!.Name && file.LastWriteTimeUtc < before)
            {
                yield return (id, file.FullName);
            }
        }
    }

    /// <summary>The key first: no file is opened that nobody can read.</summary>
    async Task<Stream> Open(string owner, Guid id, CancellationToken stop)
    {
        var identity = keys.Of(owner).Identity;
        return await AgeFile.OpenReadAsync(File.OpenRead(PathOf(id)), stop, identity);
    }

    async Task<(long Bytes, string Digest)> Encrypt(string owner, Stream content, string draft, long most, CancellationToken stop)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write);
        await using var age = AgeFile.OpenWrite(file, keys.Of(owner).Recipient);
        var buffer = new byte[65536];
        long total = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, stop)) > 0)
        {
            total += read;
            Refuse.If(total > most ? new Refusal("FILE_TOO_LARGE", null, most / (1024 * 1024)) { Status = StatusCodes.Status413PayloadTooLarge } : null);
            digest.AppendData(buffer.AsSpan(0, read));
            await age.WriteAsync(buffer.AsMemory(0, read), stop);
        }

        await age.CompleteAsync(stop);
        file.Flush(flushToDisk: true);
        CryptographicOperations.ZeroMemory(buffer);
        return (total, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    static async Task<string> DigestOfFile(string path, CancellationToken stop)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
    }

    string PathOf(Guid id)
    {
        var name = id.ToString("N");
        return Path.Combine(Folder, name[^2..], name + Extension);
    }
}
