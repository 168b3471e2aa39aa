using System.Security.Cryptography;

namespace Mingzheng.Proof.Packages;

/// <summary>What really lies under a path of the package.</summary>
/// <param name="Sha256">Lower-case hex; empty when the file is missing or unreadable.</param>
/// <param name="Head">The first bytes, enough to know the format.</param>
sealed record FileState(long Bytes, string Sha256, byte[] Head, PackageFault Fault, string Problem)
{
    const int HeadSize = 64;

    /// <summary>Hashes a file, reading no more than it should hold.</summary>
    internal static FileState Of(PackageSource source, PackageFile listed)
    {
        if (!source.Has(listed.Path))
        {
            return new FileState(0, "", [], PackageFault.Missing, "the file is missing");
        }

        try
        {
            using var stream = source.Open(listed.Path);
            return Compare(Read(stream, listed.Bytes), listed);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return new FileState(0, "", [], PackageFault.Unreadable, $"the file cannot be read ({fault.Message})");
        }
    }

    static (long Bytes, string Sha256, byte[] Head) Read(Stream stream, long expected)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (bytes, head, buffer) = (0L, Array.Empty<byte>(), new byte[128 * 1024]);
        int count;
        while (bytes <= expected && (count = stream.Read(buffer)) > 0)
        {
            head = head.Length > 0 ? head : buffer[..Math.Min(count, HeadSize)];
            hash.AppendData(buffer, 0, count);
            bytes += count;
        }

        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()), head);
    }

    static FileState Compare((long Bytes, string Sha256, byte[] Head) actual, PackageFile listed)
    {
        var problem = actual switch
        {
            _ when actual.Bytes > listed.Bytes => $"the file is longer than the {listed.Bytes} bytes that the manifest lists",
            _ when actual.Bytes < listed.Bytes => $"the file has {actual.Bytes} of the {listed.Bytes} bytes that the manifest lists",
            _ when actual.Sha256 != listed.Sha256 => "the bytes are not those that the manifest lists",
            _ => "",
        };
        return new FileState(
            actual.Bytes, actual.Sha256, actual.Head, problem.Length > 0 ? PackageFault.Digest : PackageFault.None, problem);
    }
}
