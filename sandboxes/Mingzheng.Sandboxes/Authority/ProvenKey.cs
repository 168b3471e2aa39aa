using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Mingzheng.Sandboxes.Requests;

namespace Mingzheng.Sandboxes.Authority;

/// <summary>A P-256 public key whose holder has shown to have the private key, by signing the challenge.</summary>
sealed record ProvenKey(PublicKey Key, byte[] Information)
{
    const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Reads <c>spki</c>, <c>challenge</c> and <c>proof</c> (r || s, as WebCrypto makes it) and checks them.</summary>
    public static ProvenKey From(JsonElement order)
    {
        var information = SignedRequest.Bytes(order, "spki", 1, 1024);
        var challenge = SignedRequest.Bytes(order, "challenge", 16, 4096);
        var proof = SignedRequest.Bytes(order, "proof", 64, 64);
        using var key = Read(information);
        return key.VerifyData(challenge, proof, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            ? new ProvenKey(new PublicKey(key), key.ExportSubjectPublicKeyInfo())
            : throw Refused("proof-wrong", "The proof is not a signature over the challenge by this key.");
    }

    static ECDsa Read(byte[] information)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(information, out var read);
            if (read == information.Length && key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == P256)
            {
                return key;
            }
        }
        catch (CryptographicException)
        {
            // Not an elliptic-curve key, or a point outside its curve: refused below like any other unfit key.
        }

        key.Dispose();
        throw Refused("key-not-p256", "The key is not a public key on the curve P-256.");
    }

    static RequestRefusedException Refused(string code, string reason) =>
        new(StatusCodes.Status422UnprocessableEntity, code, reason);
}
