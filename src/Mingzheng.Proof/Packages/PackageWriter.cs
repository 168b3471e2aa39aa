using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Mingzheng.Proof.Log;

namespace Mingzheng.Proof.Packages;

/// <summary>
/// Writes a package as a zip stream, without holding or spooling it. The order of work: list the files in a
/// <see cref="PackageManifest"/>, write its digest to the journal, wait for the checkpoint that covers that entry, write.
/// </summary>
public static class PackageWriter
{
    /// <summary>
    /// Writes the whole package; files are opened one after the other. Throws <see cref="InvalidDataException"/> when a file
    /// is not what the manifest says, so that a damaged store shows here and not years later.
    /// </summary>
    /// <param name="target">Need not seek; only written to asynchronously.</param>
    /// <param name="open">Opens the file with this path of the manifest.</param>
    /// <param name="entries">In the order of positions; among them the one that names the manifest.</param>
    /// <param name="checkpoint">To which the proofs lead.</param>
    public static async Task Write(
        Stream target, PackageManifest manifest, Func<string, Task<Stream>> open,
        IEnumerable<PackageEntry> entries, SignedNote checkpoint, CancellationToken stop = default)
    {
        await using var body = new AsyncTargetStream(target);
        await using (var zip = await ZipArchive.CreateAsync(body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, stop))
        {
            await WriteParts(zip, manifest, open, entries, checkpoint, stop);
        }

        await body.FlushAsync(stop);
    }

    static async Task WriteParts(
        ZipArchive zip, PackageManifest manifest, Func<string, Task<Stream>> open,
        IEnumerable<PackageEntry> entries, SignedNote checkpoint, CancellationToken stop)
    {
        var time = DateTimeOffset.UnixEpoch.AddMicroseconds(manifest.MadeAt);
        await Add(zip, PackagePath.Manifest, time, new MemoryStream(manifest.ToBytes()), stop);
        foreach (var file in manifest.Files)
        {
            await AddListed(zip, file, time, await open(file.Path), stop);
        }

        await Add(zip, PackagePath.Entries, time, Lines(entries), stop);
        await Add(zip, PackagePath.Checkpoint, time, new MemoryStream(Encoding.UTF8.GetBytes(checkpoint.ToString())), stop);
    }

    static MemoryStream Lines(IEnumerable<PackageEntry> entries)
    {
        var lines = new MemoryStream();
        foreach (var entry in entries)
        {
            lines.Write(entry.ToLine());
            lines.WriteByte((byte)'\n');
        }

        lines.Position = 0;
        return lines;
    }

    static async Task Add(ZipArchive zip, string path, DateTimeOffset time, Stream content, CancellationToken stop)
    {
        await using (content)
        {
            await using var part = await NewPart(zip, path, time, stop);
            await content.CopyToAsync(part, stop);
        }
    }

    static async Task AddListed(ZipArchive zip, PackageFile file, DateTimeOffset time, Stream content, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (bytes, buffer) = (0L, new byte[81920]);
        await using (content)
        {
            await using var part = await NewPart(zip, file.Path, time, stop);
            int count;
            while ((count = await content.ReadAsync(buffer, stop)) > 0)
            {
                hash.AppendData(buffer, 0, count);
                bytes += count;
                await part.WriteAsync(buffer.AsMemory(0, count), stop);
            }
        }

        if (bytes != file.Bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
        {
            throw new InvalidDataException($"{file.Path} is not the file that the manifest lists.");
        }
    }

    static Task<Stream> NewPart(ZipArchive zip, string path, DateTimeOffset time, CancellationToken stop)
    {
        // What is encrypted does not shrink.
        var isText = path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".jsonl", StringComparison.Ordinal);
        var part = zip.CreateEntry(path, isText ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
        part.LastWriteTime = time;
        return part.OpenAsync(stop);
    }
}
