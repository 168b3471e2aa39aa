using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingzheng.Base;
using Mingzheng.Proof.Pdf;

namespace Mingzheng.Signing.Issuer;

/// <summary>The certificate issuer over HTTP.</summary>
public sealed class CertificateIssuer(CertificateIssuerOptions options, TimeProvider clock) : ICertificateIssuer, IDisposable
{
    const string SerialNumberAttribute = "2.5.4.5";

    /// <summary>An issuer whose clock is a little ahead of ours dates its certificates into our future.</summary>
    static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    readonly OutsideServiceClient client =
        new(CertificateIssuerOptions.Service, options.BaseUrl, options.Timeout, options.Sandboxed);

    public Task<IssuedCertificate> CertifyEvent(EventCertificateOrder order, CancellationToken cancellation)
    {
        var content = KeyContent(order.Key);
        content["event"] = order.Event.ToString();
        content["subject"] = new JsonObject
        {
            ["name"] = order.Name,
            ["role"] = order.Role,
            ["identityCheck"] = order.IdentityCheck,
        };
        return Certify("ca/v1/certificates", "ca.certificate", content, order.Key, order.Event.ToString(), cancellation);
    }

    public Task<IssuedCertificate> CertifySeal(SealCertificateOrder order, CancellationToken cancellation)
    {
        var content = KeyContent(order.Key);
        content["court"] = order.CourtId;
        content["name"] = order.CourtName;
        return Certify("ca/v1/seals", "ca.seal", content, order.Key, order.CourtId, cancellation);
    }

    public async Task<string> Root(CancellationToken cancellation)
    {
        if (options.RootFile is { } file)
        {
            return await File.ReadAllTextAsync(file, cancellation);
        }

        var reply = await client.Send(new HttpRequestMessage(HttpMethod.Get, "ca/root.pem"), cancellation);
        return Encoding.ASCII.GetString(reply.Body);
    }

    public void Dispose() => client.Dispose();

    static JsonObject KeyContent(ProvenPublicKey key) => new()
    {
        ["spki"] = Convert.ToBase64String(key.Information),
        ["challenge"] = Convert.ToBase64String(key.Challenge),
        ["proof"] = Convert.ToBase64String(key.Proof),
    };

    async Task<IssuedCertificate> Certify(
        string path, string purpose, JsonObject content, ProvenPublicKey key, string subject, CancellationToken cancellation)
    {
        var facts = new JsonObject
        {
            ["purpose"] = purpose,
            ["transaction"] = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(content);
        var reply = await client.SendSigned(HttpMethod.Post, path, facts, body, "application/json", options.Key, cancellation);
        var issued = reply.Read<Issued>(JsonSerializerOptions.Web);
        return issued is { Certificate: not null, Chain: not null } && Certifies(issued.Certificate, key, subject)
            && LeadsTo(await Root(cancellation), new SignerCertificate(issued.Certificate, issued.Chain))
            ? new IssuedCertificate(issued.Certificate, issued.Chain)
            : throw reply.Unreadable();
    }

    // A certificate for another key or another event would be found out only after the person has signed.
    static bool Certifies(byte[] certificate, ProvenPublicKey key, string subject)
    {
        try
        {
            using var issued = X509CertificateLoader.LoadCertificate(certificate);
            return issued.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.Information)
                && issued.SubjectName.EnumerateRelativeDistinguishedNames().Any(part => !part.HasMultipleElements
                    && part.GetSingleElementType().Value == SerialNumberAttribute && part.GetSingleElementValue() == subject);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // A stranger between court and issuer can certify any key with a root of their own.
    bool LeadsTo(string pem, SignerCertificate signer)
    {
        var (roots, now) = (new X509Certificate2Collection(), clock.GetUtcNow());
        roots.ImportFromPem(pem);
        try
        {
            var trust = new SigningTrust(roots, [], now);
            return trust.WhyNotSigner(signer, now) is null || trust.WhyNotSigner(signer, now + ClockSkew) is null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    sealed record Issued(byte[]? Certificate, byte[][]? Chain);
}
