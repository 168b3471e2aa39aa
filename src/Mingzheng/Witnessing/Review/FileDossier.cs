using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Objects;
using static Mingzheng.Witnessing.WitnessingProcedure;

namespace Mingzheng.Witnessing.Review;

/// <summary>Files what a witnessing leaves in the dossier (dossier-and-data 1.6): A3.1, A3.3 to A3.6.</summary>
static class FileDossier
{
    static readonly (string Code, string DocumentKind)[] Items =
    [
        ("A3.1", PowerOfAttorney),
        ("A3.3", Record),
        ("A3.4", PrincipalCommitment),
        ("A3.4", AgentCommitment),
        ("A3.5", Certificate),
    ];

    public static async Task Of(Writing writing, Authorization authorization, StoredObject recordingIndex)
    {
        var source = DossierItem.SourceOf(authorization.Id);
        await writing.Db.SaveChangesAsync();
        var documents = await writing.Db.Set<Document>()
            .Where(document => document.RoomId == authorization.RoomId && document.SupersededAt == null).ToListAsync();
        foreach (var (code, kind) in Items)
        {
            var document = documents.First(one => one.Kind == kind);
            var stored = await writing.Db.FindAsync<StoredObject>(document.ObjectId) ?? throw Refuse.NotFound();
            await Dossier.File(writing, authorization.CaseId, code, document.Title, stored, source, GiverOf(kind, authorization));
        }

        await Dossier.File(writing, authorization.CaseId, "A3.6", "见证录音录像索引", recordingIndex, source);
    }

    static Guid? GiverOf(string kind, Authorization authorization) => kind switch
    {
        PrincipalCommitment => authorization.PrincipalId,
        AgentCommitment => authorization.AgentId,
        _ => null,
    };
}
