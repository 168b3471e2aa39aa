using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Courts;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Proof.Pdf;
using Mingzheng.Signing.Issuer;
using Mingzheng.Signing.Timestamps;

namespace Mingzheng.Signing;

/// <summary>A revision that carries the court's seal. <paramref name="Certificate"/> and <paramref name="Name"/> are sealed for their columns.</summary>
public sealed record SealedRevision(
    StoredObject Object, string KeySha256, string CertificateSha256, byte[] Certificate, byte[] Chain, byte[] Name, DateTimeOffset At)
{
    /// <summary>Writes the sealing into the books beside the document.</summary>
    public void AddTo(Writing writing, Document document, string stream)
    {
        var ceremony = new Ceremony
        {
            Id = writing.NewId(),
            DocumentId = document.Id,
            RoomId = document.RoomId,
            Role = "court",
            Name = Name,
            DocumentSha256 = document.Sha256,
            KeySha256 = KeySha256,
            Method = "court-seal",
            BegunAt = At,
        };
        ceremony.Prepare(Certificate, Chain, document.ObjectId);
        ceremony.Complete(Object.Sha256, writing.Now);
        writing.Db.Add(Object);
        writing.Db.Add(ceremony);
        document.Revise(Object.Id, Object.Sha256);
        document.Complete(writing.Now);
        writing.Journal(stream, "signing.sealed", new JsonObject
        {
            ["ceremony"] = $"{ceremony.Id:D}",
            ["certificate"] = CertificateSha256,
            ["document"] = $"{document.Id:D}",
            ["from"] = ceremony.DocumentSha256,
            ["key"] = KeySha256,
            ["sha256"] = Object.Sha256,
        }, version: 2);
    }
}

/// <summary>
/// The seals of the courts: long-lived P-256 keys in the key store. Who can read the key store can seal in the court's name; a court keeps
/// them in a hardware module.
/// </summary>
public sealed class CourtSeals(
    DataKeys keys, ObjectStore objects, ICertificateIssuer issuer, ITimestampAuthority timestamps, TrustAnchorFiles anchors, Reads reads, Writer writer,
    TimeProvider clock, IConfiguration configuration)
{
    /// <summary>So long before its end a certificate is renewed, that an issuer may be away for days.</summary>
    static readonly TimeSpan RenewedBefore = TimeSpan.FromDays(30);

    public async Task<SealedRevision> Seal(Court court, Guid caseId, Draft draft, CancellationToken stop)
    {
        using var key = ECDsa.Create();
        var seal = await Take(court, key, stop);
        var now = clock.Now();
        var anchor = draft.Anchors.First(anchor => anchor.Name == "seal:court");
        var look = SealAppearance.Draw(court.Name, "电子印章", Glyphs.Of(configuration), Math.Min(anchor.Width, anchor.Height));
        var request = new SignatureRequest(anchor.Field(), court.Name, draft.Title, now, look);
        var pdf = await objects.Read(draft.Pdf, stop);
        var signer = new SignerCertificate(seal.Certificate, DerList.Split(seal.Chain));
        var trust = await anchors.Signing(now, stop);
        var signed = await SigningFailures.Translate(() => PdfSigning.Sign(pdf, request, key, signer, ask => timestamps.Stamp(ask, stop), trust));
        var stored = await objects.Put(Document.OwnerOf(caseId), "application/pdf", signed, stop);
        var caseKey = keys.Of(Document.OwnerOf(caseId));
        var certificate = Convert.ToHexStringLower(SHA256.HashData(seal.Certificate));
        return new SealedRevision(stored, Fingerprint(key), certificate, Ceremony.SealCertificate(caseKey, seal.Certificate), seal.Chain,
            Ceremony.SealName(caseKey, court.Name), now);
    }

    /// <summary>Once a key is certified it is only opened: another one would seal under a certificate that is not its own.</summary>
    async Task<CourtSeal> Take(Court court, ECDsa key, CancellationToken stop)
    {
        await using var db = reads.Open();
        var known = await db.FindAsync<CourtSeal>([court.Id], stop);
        var name = $"seal-{court.Id:N}";
        key.ImportPkcs8PrivateKey(known is null ? keys.NewSecret(name, NewKey) : keys.Secret(name), out _);
        return known is null ? await Certify(court, key, null, stop)
            : known.NotAfter - clock.Now() > RenewedBefore ? known
            : await Renew(court, key, known, stop);
    }

    /// <summary>The same key under a new certificate; while the old one is good, an issuer that is away keeps nothing from being sealed.</summary>
    async Task<CourtSeal> Renew(Court court, ECDsa key, CourtSeal known, CancellationToken stop)
    {
        try
        {
            return await Certify(court, key, known, stop);
        }
        catch (RefusedException) when (clock.Now() < known.NotAfter)
        {
            return known;
        }
    }

    /// <param name="ending">The certificate that this one follows; null for the first.</param>
    async Task<CourtSeal> Certify(Court court, ECDsa key, CourtSeal? ending, CancellationToken stop)
    {
        var challenge = SHA256.HashData(Encoding.UTF8.GetBytes($"mingzheng/seal/v1\n{court.Id:D}\n"));
        var proof = key.SignData(challenge, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var order = new SealCertificateOrder($"{court.Id:D}", court.Name, new ProvenPublicKey(key.ExportSubjectPublicKeyInfo(), challenge, proof));
        var issued = await SigningFailures.OfIssuer(() => issuer.CertifySeal(order, stop));
        var seal = new CourtSeal { CourtId = court.Id, Certificate = issued.Certificate, Chain = DerList.Join(issued.Chain), At = clock.Now() };
        await writer.Do(new Command(Guid.CreateVersion7(seal.At), "system", "signing.certify-seal"), async writing =>
        {
            var kept = await writing.Db.FindAsync<CourtSeal>(court.Id);
            if (kept?.At != ending?.At)
            {
                // Another node was first.
                return;
            }

            if (kept is null)
            {
                writing.Db.Add(seal);
            }
            else
            {
                (kept.Certificate, kept.Chain, kept.At) = (seal.Certificate, seal.Chain, seal.At);
            }

            writing.Journal($"court:{court.Id:D}", "signing.seal-certified", new JsonObject { ["key"] = Fingerprint(key) });
        }, stop);
        return seal;
    }

    static string Fingerprint(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    static byte[] NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }
}
