using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Journal;
using Mingzheng.Rooms;
using Mingzheng.Signing;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>What happened in a session beside its steps, for the record: only what the books say (witnessing rules 12).</summary>
sealed class CourseOfSession(JournalReader journal)
{
    const string SetAside = "room.set-aside";
    const string Isolated = "room.isolated";
    const string BroughtBack = "room.brought-back";

    public async Task<IReadOnlyList<HappeningFacts>> Of(
        CourtDb db, RoomFacts facts, IReadOnlyDictionary<Guid, string> names, CancellationToken stop)
    {
        var documents = await db.Set<Document>().Where(document => document.RoomId == facts.Room.Id).ToListAsync(stop);
        var happenings = await Asides(facts, names, stop);
        happenings.AddRange(Changes(documents));
        happenings.AddRange(await VoidSignatures(db, facts, documents, names, stop));
        happenings.AddRange(await Findings(db, facts, names, stop));
        return [.. happenings.OrderBy(happening => happening.At)];
    }

    async Task<List<HappeningFacts>> Asides(RoomFacts facts, IReadOnlyDictionary<Guid, string> names, CancellationToken stop)
    {
        var entries = await journal.Written(facts.Room.Stream, [SetAside, Isolated, BroughtBack], stop);
        return [.. entries.Select(entry => (entry, Name: names.GetValueOrDefault(Guid.Parse((string)entry.Body["participant"]!), "—")))
            .Select(one => new HappeningFacts(one.entry.At, one.entry.Kind switch
            {
                SetAside => $"法官请{one.Name}暂时离场。",
                Isolated => $"{one.Name}的声音、图像已双向切断。",
                _ => $"法官请{one.Name}回到见证室。",
            }))];
    }

    static IEnumerable<HappeningFacts> Changes(List<Document> documents) =>
        documents.Where(before => before.Kind != WitnessingProcedure.Record && before.SupersededAt is not null).Select(before => new HappeningFacts(
            before.SupersededAt!.Value, $"{before.Title}第{before.Version}版已更改，原文本作废。原文本摘要{before.Sha256}。"));

    static async Task<IEnumerable<HappeningFacts>> VoidSignatures(
        CourtDb db, RoomFacts facts, List<Document> documents, IReadOnlyDictionary<Guid, string> names, CancellationToken stop)
    {
        var ceremonies = await db.Set<Ceremony>().Where(ceremony => ceremony.RoomId == facts.Room.Id && ceremony.VoidAt != null).ToListAsync(stop);
        return ceremonies.Select(ceremony => new HappeningFacts(ceremony.VoidAt!.Value,
            $"{Signer(facts, names, ceremony)}对{Named(documents, ceremony)}{(ceremony.CompletedAt is null ? "尚未完成的签名" : "的签名")}作废：{Why(ceremony)}。"));
    }

    static string Signer(RoomFacts facts, IReadOnlyDictionary<Guid, string> names, Ceremony ceremony) =>
        facts.Participants.FirstOrDefault(one => one.AccountId == ceremony.AccountId) is { } signer ? names[signer.Id] : "—";

    static string Named(List<Document> documents, Ceremony ceremony) =>
        documents.Find(document => document.Id == ceremony.DocumentId) is { } document ? $"{document.Title}第{document.Version}版" : "—";

    static string Why(Ceremony ceremony) => ceremony.VoidWhy switch
    {
        "begun-again" => "签名人重新开始签名",
        ChangePowers.Why => "授权委托书已更改",
        RequestCorrection.Why => "笔录因补正申请重新制作",
        _ => ceremony.VoidWhy ?? "—",
    };

    /// <summary>A finding on a text that was changed since: the question among the answers speaks of the new one.</summary>
    static async Task<IEnumerable<HappeningFacts>> Findings(
        CourtDb db, RoomFacts facts, IReadOnlyDictionary<Guid, string> names, CancellationToken stop)
    {
        var findings = await db.Set<RoomAnswer>()
            .Where(answer => answer.RoomId == facts.Room.Id && answer.Question == TextAgreement.AdmissionsAgree && answer.SupersededAt != null).ToListAsync(stop);
        return findings.Select(finding => new HappeningFacts(finding.At,
            $"{names[finding.WrittenBy]}对照当时的授权委托书文本，认定委托人对{TextAgreement.Admissions}的回答与文本{(finding.Agreed == true ? "一致" : "不一致")}；该认定其后被取代。"));
    }
}
