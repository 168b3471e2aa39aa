using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Identity;
using Mingzheng.Journal;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Signing;
using Mingzheng.Web;
using Mingzheng.Witnessing.Meeting;
using Mingzheng.Witnessing.Texts;
using static Mingzheng.Witnessing.WitnessingProcedure;

namespace Mingzheng.Witnessing.Review;

/// <summary>A certificate rendered and sealed, ready for the books.</summary>
public sealed record SealedCertificate(string Number, string Code, Draft Draft, SealedRevision Sealed)
{
    public StoredObject Signed => Sealed.Object;

    public void AddTo(Writing writing, Authorization authorization)
    {
        var document = Draft.AddTo(writing, authorization.CaseId, authorization.RoomId, authorization.Stream, version: 1);
        Sealed.AddTo(writing, document, authorization.Stream);
        writing.Journal(authorization.Stream, "witnessing.document-completed", new JsonObject
        {
            ["document"] = Certificate,
            ["sha256"] = Signed.Sha256,
            ["signatures"] = 1,
        });
    }
}

/// <summary>Issues the certificate of witnessing (见证确认书) under the seal of the court.</summary>
public sealed class CertificateDesk(
    Reads reads, JournalReader journal, DataKeys keys, LegalTexts texts, Drafting drafting, CourtSeals seals, TimeProvider clock, PublicAddress address)
{
    /// <summary>Read aloud over a telephone without mistakes: no 0, 1, I, O or U.</summary>
    const string CodeAlphabet = "23456789ABCDEFGHJKLMNPQRSTVWXYZ";

    /// <param name="recordingIndex">The digest of the index of the recording, as it will lie in the dossier.</param>
    public async Task<SealedCertificate> Issue(Authorization authorization, string recordingIndex, CancellationToken stop)
    {
        await using var db = reads.Open();
        var file = await SessionFile.Load(db, keys, authorization.Id);
        var documents = await db.Set<Document>().Where(one => one.RoomId == authorization.RoomId && one.SupersededAt == null).ToListAsync(stop);
        var power = Only(documents, PowerOfAttorney);
        var meeting = await db.Set<Room>().SingleAsync(room => room.Id == authorization.RoomId, stop);
        var today = clock.Today();
        var code = NewCode();
        var closing = (await journal.Of([Room.StreamOf(authorization.RoomId!.Value)], ["room.closed"], stop)).Single();
        var number = $"{file.Court.Code}-{today:yyyyMMdd}-{Convert.ToHexString(RandomNumberGenerator.GetBytes(4))}";
        var facts = new CertificateFacts(
            file.Language, file.Case, number, code, address.Check(code),
            file.Principal, DocumentTypes.Mask(file.Facts.DocumentType, file.Facts.DocumentNumber), [file.Agent], file.Facts.Stages, file.Facts.TermEnd,
            file.Judge, power.CompletedAt!.Value, meeting.OpenedAt!.Value, authorization.ClosedAt!.Value, power.Sha256, Only(documents, Record).Sha256,
            recordingIndex, closing.Position, today);
        var draft = await drafting.Draft(
            authorization.CaseId, Certificate, texts.InForce(LegalTextId.Certificate, LegalTexts.Authoritative, today).Title, CertificateDocument.Template, CertificateDocument.Data(facts, texts), [],
            ["seal:court"], stop);
        return new SealedCertificate(number, code, draft, await seals.Seal(file.Court, authorization.CaseId, draft, stop));
    }

    static Document Only(List<Document> documents, string kind) => documents.Single(one => one.Kind == kind);

    /// <summary>Sixteen characters in groups of four: 79 bits, so that nobody finds one by trying.</summary>
    static string NewCode()
    {
        var letters = RandomNumberGenerator.GetItems<char>(CodeAlphabet, 16);
        return string.Join('-', letters.Chunk(4).Select(group => new string(group)));
    }
}
