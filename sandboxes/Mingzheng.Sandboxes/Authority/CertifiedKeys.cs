using System.Security.Cryptography;
using System.Text;

namespace Mingzheng.Sandboxes.Authority;

/// <summary>The keys certified so far, by the SHA-256 of their public key information. Each signer and event has a key of its own,
/// so a key comes once; the list is on disk before the certificate leaves.</summary>
internal sealed class CertifiedKeys : IDisposable
{
    private readonly HashSet<string> _fingerprints;
    private readonly FileStream _file;
    private readonly Lock _lock = new();

    public CertifiedKeys(DataFolder folder)
    {
        var path = folder.PathOf("certified-keys.txt");
        _fingerprints = File.Exists(path) ? [.. File.ReadLines(path)] : [];
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    /// <summary>True when the key comes for the first time.</summary>
    public bool Add(byte[] publicKeyInfo)
    {
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(publicKeyInfo));
        lock (_lock)
        {
            if (!_fingerprints.Add(fingerprint))
            {
                return false;
            }

            _file.Write(Encoding.ASCII.GetBytes(fingerprint + "\n"));
            _file.Flush(flushToDisk: true);
            return true;
        }
    }

    public void Dispose() => _file.Dispose();
}
