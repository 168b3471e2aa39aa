using System.Text.Json;
using System.Text.Json.Nodes;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Objects;
using Mingzheng.Proof.Pdf;

namespace Mingzheng.Documents;

/// <summary>A rendered document whose bytes are stored, ready to be written into the books by an act.</summary>
public sealed record Draft(
    string Kind, string Title, byte[] SealedClauses, string TextSha256, IReadOnlyList<Anchor> Anchors, StoredObject Pdf)
{
    public Document AddTo(Writing writing, Guid caseId, Guid? roomId, string stream, int version)
    {
        var document = new Document
        {
            Id = writing.NewId(),
            Kind = Kind,
            CaseId = caseId,
            RoomId = roomId,
            Version = version,
            Title = Title,
            Clauses = SealedClauses,
            TextSha256 = TextSha256,
            Anchors = JsonSerializer.Serialize(Anchors),
            MadeAt = writing.Now,
        }.Revise(Pdf.Id, Pdf.Sha256);
        writing.Db.Add(Pdf);
        writing.Db.Add(document);
        writing.Journal(stream, "document.drafted", new JsonObject
        {
            ["document"] = $"{document.Id:D}",
            ["kind"] = Kind,
            ["sha256"] = Pdf.Sha256,
            ["text"] = TextSha256,
            ["version"] = version,
        });
        return document;
    }
}

/// <summary>Renders a template and stores the PDF under the case's key.</summary>
public sealed class Drafting(ITypesetter typesetter, ObjectStore objects, DataKeys keys)
{
    /// <param name="signers">The anchors that will be signed, for example "signature:principal".</param>
    /// <exception cref="RefusedException">CHARACTER_NOT_PRINTABLE, TYPESETTER_UNAVAILABLE.</exception>
    public async Task<Draft> Draft(
        Guid caseId, string kind, string title, string template, JsonObject data, IReadOnlyList<DocumentClause> clauses,
        IReadOnlyList<string> signers, CancellationToken stop)
    {
        var typeset = await typesetter.RenderOrRefuse(template, data, stop);
        var owner = Document.OwnerOf(caseId);
        // All places are laid out before the first signature, so that every later one only fills in a field (DocMDP P 2).
        var pdf = PdfSigning.PlaceFields(typeset.Pdf, typeset.Anchors.Where(anchor => signers.Contains(anchor.Name)).Select(anchor => anchor.Field()));
        var stored = await objects.Put(owner, "application/pdf", pdf, stop);
        return new Draft(kind, title, Document.SealClauses(keys.Of(owner), clauses), Clauses.Sha256(clauses),
            typeset.Anchors, stored);
    }
}
