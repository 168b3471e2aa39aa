using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mingzheng.Sandboxes.Control;
using Mingzheng.Sandboxes.Requests;

namespace Mingzheng.Sandboxes.Authority;

/// <summary>The certificate issuer: certifies a signer's key for one event, and a court's seal key.</summary>
static partial class AuthorityEndpoints
{
    const int LargestOrder = 16 * 1024;
    const string Pem = "application/x-pem-file";

    public static void MapAuthority(this IEndpointRouteBuilder routes)
    {
        var authority = routes.MapGroup("/ca").UnderSwitch(Switchboard.Authority);
        authority.MapGet("/root.pem", (CertificateAuthority ca) => Results.Text(ca.Root.ExportCertificatePem() + "\n", Pem));
        authority.MapPost(
            "/v1/certificates",
            async (HttpContext context, SignedRequests signed, CertificateAuthority ca, CertifiedKeys keys) =>
            {
                using var request = await signed.Read(context, "ca.certificate", LargestOrder);
                return CertifyEvent(request.Json(), ca, keys);
            });
        authority.MapPost(
            "/v1/seals",
            async (HttpContext context, SignedRequests signed, CertificateAuthority ca, CertifiedKeys keys) =>
            {
                using var request = await signed.Read(context, "ca.seal", LargestOrder);
                return CertifySeal(request.Json(), ca, keys);
            });
    }

    static Issued CertifyEvent(JsonElement order, CertificateAuthority ca, CertifiedKeys keys)
    {
        if (!order.TryGetProperty("subject", out var subject) || subject.ValueKind != JsonValueKind.Object)
        {
            throw RequestRefusedException.Unreadable("subject", "an object");
        }

        var eventId = Identifier(order, "event");
        var name = SignedRequest.Text(subject, "name");
        // Role and identity check are not printed in the certificate, but nobody is certified without them.
        SignedRequest.Text(subject, "role", 64);
        SignedRequest.Text(subject, "identityCheck", 128);
        return Certified(order, eventId, keys, ca, key => ca.CertifyEvent(eventId, name, key));
    }

    static Issued CertifySeal(JsonElement order, CertificateAuthority ca, CertifiedKeys keys)
    {
        var court = Identifier(order, "court");
        var name = SignedRequest.Text(order, "name");
        return Certified(order, court, keys, ca, key => ca.CertifySeal(court, name, key));
    }

    static Issued Certified(
        JsonElement order, string subject, CertifiedKeys keys, CertificateAuthority ca, Func<PublicKey, X509Certificate2> certify)
    {
        var proven = ProvenKey.From(order);
        var certificate = keys.Certificate(proven.Information, subject, () =>
        {
            using var made = certify(proven.Key);
            return made.RawData;
        });
        return new Issued(certificate, [ca.Issuer.RawData]);
    }

    static string Identifier(JsonElement order, string name)
    {
        var identifier = SignedRequest.Text(order, name, 64);
        return IdentifierForm().IsMatch(identifier) ? identifier : throw RequestRefusedException.Unreadable(name, "letters, digits and hyphens");
    }

    [GeneratedRegex("^[A-Za-z0-9-]+$")]
    private static partial Regex IdentifierForm();

    /// <summary>The certificate and what lies between it and the root, in DER.</summary>
    sealed record Issued(byte[] Certificate, byte[][] Chain);
}
