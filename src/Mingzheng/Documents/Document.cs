using Mingzheng.Objects;

namespace Mingzheng.Documents;

/// <summary>
/// A document that the court rendered, fixed by its digest (V-4). Signatures append revisions: <see cref="ObjectId"/> and
/// <see cref="Sha256"/> are those of the newest; a change of content makes a new document and supersedes this one.
/// </summary>
public sealed class Document
{
    const string ClausesColumn = "documents.clauses";

    public required Guid Id { get; init; }

    /// <summary>"power-of-attorney", "principal-commitment", "agent-commitment", "record", "certificate".</summary>
    public required string Kind { get; init; }

    public required Guid CaseId { get; init; }

    public Guid? RoomId { get; init; }

    /// <summary>From 1; each change counts on.</summary>
    public required int Version { get; init; }

    public required string Title { get; init; }

    /// <summary>The clauses as JSON, sealed under the case's key: what the prompter shows.</summary>
    public required byte[] Clauses { get; init; }

    /// <summary>The digest of the clauses: what a reading is bound to.</summary>
    public required string TextSha256 { get; init; }

    public Guid ObjectId { get; private set; }

    public string Sha256 { get; private set; } = "";

    /// <summary>The places kept free for signatures, as JSON of <see cref="Anchor"/>.</summary>
    public required string Anchors { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>When the last signature was made.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    public DateTimeOffset? SupersededAt { get; private set; }

    public bool IsLive => SupersededAt is null;

    /// <summary>Whose key protects what is of a document: the case's. This module knows no cases, and says it as they do.</summary>
    public static string OwnerOf(Guid caseId) => $"case:{caseId:D}";

    public static byte[] SealClauses(DataKey key, IReadOnlyList<DocumentClause> clauses) => key.Seal(ClausesColumn, Documents.Clauses.ToJson(clauses));

    public IReadOnlyList<DocumentClause> ClausesUnder(DataKey key) => Documents.Clauses.FromJson(key.Open(ClausesColumn, Clauses));

    public Document Revise(Guid objectId, string sha256)
    {
        (ObjectId, Sha256) = (objectId, sha256);
        return this;
    }

    public void Complete(DateTimeOffset now) => CompletedAt = now;

    public void Supersede(DateTimeOffset now) => SupersededAt = now;
}
