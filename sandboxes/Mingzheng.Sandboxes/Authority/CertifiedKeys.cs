using System.Security.Cryptography;
using System.Text;
using Mingzheng.Sandboxes.Requests;

namespace Mingzheng.Sandboxes.Authority;

/// <summary>
/// The keys certified so far, by the SHA-256 of their public key information, each with its event (or court) and certificate. A key has one
/// event and one certificate: who asks for the same again, because the answer was lost, gets the first. The list is on disk before a
/// certificate leaves.
/// </summary>
sealed class CertifiedKeys : IDisposable
{
    readonly Dictionary<string, (string Subject, byte[] Certificate)> known;
    readonly FileStream file;
    readonly Lock gate = new();

    public CertifiedKeys(DataFolder folder)
    {
        var path = folder.PathOf("certified-keys.txt");
        known = File.Exists(path) ? File.ReadLines(path).Select(line => line.Split(' ')).Where(parts => parts.Length == 3)
            .ToDictionary(parts => parts[0], parts => (parts[1], Convert.FromBase64String(parts[2]))) : [];
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    /// <returns>The certificate of this key for this subject in DER, made only when the key comes for the first time.</returns>
    /// <exception cref="RequestRefusedException">key-certified-before: for another event or court.</exception>
    public byte[] Certificate(byte[] publicKeyInfo, string subject, Func<byte[]> make)
    {
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(publicKeyInfo));
        lock (gate)
        {
            if (known.TryGetValue(fingerprint, out var first))
            {
                return first.Subject == subject
                    ? first.Certificate
                    : throw new RequestRefusedException(StatusCodes.Status409Conflict, "key-certified-before", "The key was certified before.");
            }

            var certificate = make();
            file.Write(Encoding.ASCII.GetBytes($"{fingerprint} {subject} {Convert.ToBase64String(certificate)}\n"));
            file.Flush(flushToDisk: true);
            known.Add(fingerprint, (subject, certificate));
            return certificate;
        }
    }

    public void Dispose() => file.Dispose();
}
