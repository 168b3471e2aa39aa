using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Objects;

namespace Mingzheng.Cases;

/// <summary>Files papers inside the act that produced them.</summary>
public static class Dossier
{
    /// <summary>Adds an item and, when it is new, its object's row. The case is held, so that serial numbers have no holes.</summary>
    /// <param name="code">Place in the catalogue, for example "A3.1".</param>
    /// <param name="title">As the dossier's table of contents shows it; names no person.</param>
    /// <param name="source">Where it came from, for example "witnessing:ID".</param>
    /// <param name="givenBy">Whose commitment it is; null for papers of other kinds.</param>
    public static async Task<DossierItem> File(
        Writing writing, Guid caseId, string code, string title, StoredObject stored, string source, Guid? givenBy = null)
    {
        await writing.Hold<Case>(caseId);
        if (await writing.Db.FindAsync<StoredObject>(stored.Id) is null)
        {
            writing.Db.Add(stored);
        }

        var item = new DossierItem
        {
            Id = writing.NewId(),
            CaseId = caseId,
            Code = code,
            Serial = await LastSerial(writing.Db, caseId) + 1,
            Title = title,
            ObjectId = stored.Id,
            Sha256 = stored.Sha256,
            Source = source,
            GivenBy = givenBy,
            At = writing.Now,
        };
        writing.Db.Add(item);
        writing.Journal(Case.StreamOf(caseId), "dossier.item-filed", new()
        {
            ["code"] = code,
            ["item"] = item.Id.ToString("D"),
            ["serial"] = item.Serial,
            ["sha256"] = item.Sha256,
            ["source"] = source,
        });
        return item;
    }

    /// <summary>Counts what is stored and what this act has added so far.</summary>
    static async Task<int> LastSerial(CourtDb db, Guid caseId)
    {
        var stored = await db.Set<DossierItem>().Where(item => item.CaseId == caseId).MaxAsync(item => (int?)item.Serial) ?? 0;
        var added = db.Set<DossierItem>().Local.Where(item => item.CaseId == caseId).Select(item => item.Serial).DefaultIfEmpty().Max();
        return Math.Max(stored, added);
    }
}
