using System.Globalization;
using System.Text.Json;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Proof.Pdf;
using Mingzheng.Signing.Issuer;
using Mingzheng.Signing.Timestamps;

namespace Mingzheng.Signing;

/// <summary>A revision with an empty place for one signature, and the certificate that will fill it, sealed for its column.</summary>
public sealed record PreparedRevision(byte[] Certificate, byte[] Chain, StoredObject Object);

/// <summary>
/// The outside half of a signature ceremony: certificate, prepared revision, timestamp. Fails closed when an authority is down
/// (AW: no signature without a timestamp); whoever calls keeps the books.
/// </summary>
public sealed class SigningDesk(
    ICertificateIssuer issuer, ITimestampAuthority timestamps, TrustAnchorFiles anchors, ObjectStore objects, DataKeys keys, TimeProvider clock,
    Lettering lettering)
{
    /// <summary>What the issuer is told of a signer whom no platform checked: the court vouches for its own staff.</summary>
    const string StaffAccount = "court-staff-account";

    /// <param name="typedName">The name on file under which a person signs who does not draw; null for the name of the ceremony.</param>
    /// <exception cref="RefusedException">CHARACTER_NOT_PRINTABLE or TYPESETTER_UNAVAILABLE, and what the issuer refuses.</exception>
    public async Task<PreparedRevision> Prepare(
        Ceremony ceremony, Document document, ProvenPublicKey key, double[][][]? strokes, string? typedName, CancellationToken stop)
    {
        var name = NameOf(ceremony, document);
        // The press draws while the issuer certifies.
        var drawing = RequestFor(document, ceremony, name, strokes, typedName, stop);
        var order = new EventCertificateOrder(ceremony.Id, name, ceremony.Role, ceremony.IdentityCheckId?.ToString("D") ?? StaffAccount, key);
        var issued = await SigningFailures.OfIssuer(() => issuer.CertifyEvent(order, stop));
        var prepared = PdfSigning.Prepare(await Newest(document, stop), await drawing);
        var stored = await objects.Put(Document.OwnerOf(document.CaseId), "application/pdf", prepared.Pdf, stop);
        return new PreparedRevision(
            Ceremony.SealCertificate(keys.Of(Document.OwnerOf(document.CaseId)), issued.Certificate), DerList.Join(issued.Chain), stored);
    }

    /// <summary>The DER attributes that the device signs.</summary>
    public async Task<byte[]> Attributes(CourtDb db, Ceremony ceremony, Guid caseId, CancellationToken stop) =>
        PdfSigning.Resume(await PreparedBytes(db, ceremony, stop)).SignedAttributes(SignerOf(ceremony, caseId));

    /// <summary>The signed and timestamped revision, stored under the case's key.</summary>
    /// <exception cref="RefusedException">SIGNATURE_WRONG, CERTIFICATE_UNTRUSTED, TIMESTAMP_UNAVAILABLE, TIMESTAMP_REFUSED or TIMESTAMP_UNTRUSTED: nothing is signed then.</exception>
    public async Task<StoredObject> Complete(CourtDb db, Ceremony ceremony, Guid caseId, byte[] signature, CancellationToken stop)
    {
        var prepared = PdfSigning.Resume(await PreparedBytes(db, ceremony, stop));
        var trust = await anchors.Signing(clock.GetUtcNow(), stop);
        var signed = await SigningFailures.Translate(() =>
            PdfSigning.Complete(prepared, SignerOf(ceremony, caseId), signature, request => timestamps.Stamp(request, stop), trust));
        return await objects.Put(Document.OwnerOf(caseId), "application/pdf", signed, stop);
    }

    async Task<SignatureRequest> RequestFor(
        Document document, Ceremony ceremony, string name, double[][][]? strokes, string? typedName, CancellationToken stop)
    {
        var place = AnchorOf(document, ceremony.Role);
        var time = string.Create(CultureInfo.InvariantCulture, $"{BeijingTime.At(ceremony.BegunAt):yyyy-MM-dd HH:mm:ss}");
        var caption = await lettering.Line(stop, typedName ?? name, time);
        var typed = typedName is null ? null : await lettering.Line(stop, typedName);
        var appearance = SignatureDrawing.Of(strokes, typed, caption, place.Width, place.Height);
        var reason = string.Create(CultureInfo.InvariantCulture, $"{document.Title} {ceremony.Id:D}");
        return new SignatureRequest(place.Field(), name, reason, ceremony.BegunAt, appearance);
    }

    static Anchor AnchorOf(Document document, string role)
    {
        var anchors = JsonSerializer.Deserialize<List<Anchor>>(document.Anchors)!;
        return anchors.First(anchor => anchor.Name == $"signature:{role}" || anchor.Name == $"seal:{role}");
    }

    async Task<byte[]> Newest(Document document, CancellationToken stop) => await objects.Read(Document.OwnerOf(document.CaseId), document.ObjectId, stop);

    async Task<byte[]> PreparedBytes(CourtDb db, Ceremony ceremony, CancellationToken stop)
    {
        var stored = await db.FindAsync<StoredObject>([ceremony.PreparedObjectId!.Value], stop) ?? throw Refuse.NotFound();
        return await objects.Read(stored, stop);
    }

    string NameOf(Ceremony ceremony, Document document) =>
        ceremony.NameUnder(keys.Of(Document.OwnerOf(document.CaseId)));

    SignerCertificate SignerOf(Ceremony ceremony, Guid caseId) =>
        new(ceremony.CertificateUnder(keys.Of(Document.OwnerOf(caseId))), DerList.Split(ceremony.Chain!));
}
