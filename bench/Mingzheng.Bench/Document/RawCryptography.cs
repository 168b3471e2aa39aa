using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Mingzheng.Bench.Hosting;
using Mingzheng.Signing.Timestamps;

namespace Mingzheng.Bench.Document;

/// <summary>
/// The floor: for each signature a fresh P-256 key, proof and check of its possession, the issuer's signature, the digest of the document, the
/// signature and its check, and a timestamp asked for and verified. No file, no certificate, no CMS of ours.
/// </summary>
sealed class RawCryptography(BenchCourt court) : IDisposable
{
    const int AttributesLength = 180;
    const int CertificateLength = 600;

    readonly ECDsa issuer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly ITimestampAuthority timestamps = court.Get<ITimestampAuthority>();
    readonly byte[] certificate = RandomNumberGenerator.GetBytes(CertificateLength);
    readonly byte[] attributes = RandomNumberGenerator.GetBytes(AttributesLength);
    byte[] document = [];

    public async Task Make(int size, int signatures)
    {
        document = document.Length == size ? document : RandomNumberGenerator.GetBytes(size);
        for (var i = 0; i < signatures; i++)
        {
            await SignOnce();
        }
    }

    public void Dispose() => issuer.Dispose();

    async Task SignOnce()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        SignAndVerify(key, RandomNumberGenerator.GetBytes(32));
        issuer.SignData(certificate, HashAlgorithmName.SHA256);
        SHA256.HashData(document);
        await Stamp(SignAndVerify(key, attributes));
    }

    static byte[] SignAndVerify(ECDsa key, byte[] data)
    {
        var signature = key.SignData(data, HashAlgorithmName.SHA256);
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256) ? signature : throw new CryptographicException("The signature is wrong.");
    }

    async Task Stamp(byte[] signature)
    {
        var request = Rfc3161TimestampRequest.CreateFromData(signature, HashAlgorithmName.SHA256, requestSignerCertificates: true);
        var token = request.ProcessResponse(await timestamps.Stamp(request.Encode(), CancellationToken.None), out _);
        if (!token.VerifySignatureForData(signature, out _))
        {
            throw new CryptographicException("The timestamp is wrong.");
        }
    }
}
