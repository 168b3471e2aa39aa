using System.Security.Cryptography;

namespace Mingzheng.Signing;

/// <summary>A P-256 key made on a person's device; we only ever see its public half.</summary>
public static class DeviceKey
{
    /// <summary>Whether <paramref name="proof"/> (r||s, 64 bytes) is this key's ECDSA-SHA256 signature over the challenge.</summary>
    public static bool Proves(byte[] spki, byte[] challenge, byte[] proof)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(spki, out var read);
            return read == spki.Length && key.KeySize == 256
                && key.VerifyData(challenge, proof, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
