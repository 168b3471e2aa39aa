using System.Security.Cryptography;
using System.Text;

namespace Mingzheng.Sandboxes.Authority;

/// <summary>The keys certified so far, by the SHA-256 of their public key information. Each signer and event has a key of its own,
/// so a key comes once; the list is on disk before the certificate leaves.</summary>
sealed class CertifiedKeys : IDisposable
{
    readonly HashSet<string> fingerprints;
    readonly FileStream file;
    readonly Lock gate = new();

    public CertifiedKeys(DataFolder folder)
    {
        var path = folder.PathOf("certified-keys.txt");
        fingerprints = File.Exists(path) ? [.. File.ReadLines(path)] : [];
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    /// <summary>True when the key comes for the first time.</summary>
    public bool Add(byte[] publicKeyInfo)
    {
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(publicKeyInfo));
        lock (gate)
        {
            if (!fingerprints.Add(fingerprint))
            {
                return false;
            }

            file.Write(Encoding.ASCII.GetBytes(fingerprint + "\n"));
            file.Flush(flushToDisk: true);
            return true;
        }
    }

    public void Dispose() => file.Dispose();
}
