using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Journal;
using Mingzheng.Rooms;
using Mingzheng.Signing;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>What happened in a session beside its steps, for the record: only what the books say (witnessing rules 12).</summary>
sealed class CourseOfSession(JournalReader journal, string language)
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
                SetAside => Both($"法官请{one.Name}暂时离场。", $"法官請{one.Name}暫時離場。", $"The judge asked {one.Name} to leave for a while."),
                Isolated => Both($"{one.Name}的声音、图像已双向切断。", $"{one.Name}的聲音、圖像已雙向切斷。", $"Sound and picture to and from {one.Name} were cut."),
                _ => Both($"法官请{one.Name}回到见证室。", $"法官請{one.Name}回到見證室。", $"The judge asked {one.Name} to come back to the room."),
            }))];
    }

    /// <summary>Pure: the texts that were put in the place of others.</summary>
    internal IEnumerable<HappeningFacts> Changes(List<Document> documents) =>
        documents.Where(before => before.Kind != WitnessingProcedure.Record && before.SupersededAt is not null).Select(before => new HappeningFacts(
            before.SupersededAt!.Value, Both(
                $"{before.Title}第{before.Version}版已更改，原文本作废。原文本摘要{before.Sha256}。",
                $"{TitleOf(before)}第{before.Version}版已更改，原文本作廢。原文本摘要{before.Sha256}。",
                $"Version {before.Version} of the {TitleOf(before)} was changed; the earlier text, digest {before.Sha256}, is void.")));

    async Task<IEnumerable<HappeningFacts>> VoidSignatures(
        CourtDb db, RoomFacts facts, List<Document> documents, IReadOnlyDictionary<Guid, string> names, CancellationToken stop)
    {
        var ceremonies = await db.Set<Ceremony>().Where(ceremony => ceremony.RoomId == facts.Room.Id && ceremony.VoidAt != null).ToListAsync(stop);
        return ceremonies.Select(ceremony => new HappeningFacts(ceremony.VoidAt!.Value, Void(
            Signer(facts, names, ceremony), documents.Find(document => document.Id == ceremony.DocumentId), ceremony.CompletedAt is not null, Why(ceremony))));
    }

    Bilingual Void(string signer, Document? document, bool wasDone, Bilingual why)
    {
        var (title, version, reason) = (document is null ? "—" : TitleOf(document), document?.Version ?? 0, why.In(language));
        return Both(
            $"{signer}对{document?.Title ?? "—"}第{version}版{(wasDone ? "的签名" : "尚未完成的签名")}作废：{why.Chinese}。",
            $"{signer}對{title}第{version}版{(wasDone ? "的簽名" : "尚未完成的簽名")}作廢：{reason}。",
            $"The {(wasDone ? "signature" : "unfinished signature")} of {signer} on version {version} of the {title} is void: {reason}.");
    }

    /// <summary>In the language beside the Chinese, which has the title of the paper itself.</summary>
    string TitleOf(Document document) => (document.Kind switch
    {
        WitnessingProcedure.PowerOfAttorney => Both(document.Title, "授權委託書", "power of attorney"),
        WitnessingProcedure.PrincipalCommitment => Both(document.Title, "委託人承諾書", "commitment of the principal"),
        WitnessingProcedure.AgentCommitment => Both(document.Title, "代理人承諾書", "commitment of the agent"),
        WitnessingProcedure.Record => Both(document.Title, "見證筆錄", "record of the session"),
        _ => new Bilingual(document.Title),
    }).In(language);

    static string Signer(RoomFacts facts, IReadOnlyDictionary<Guid, string> names, Ceremony ceremony) =>
        facts.Participants.FirstOrDefault(one => one.AccountId == ceremony.AccountId) is { } signer ? names[signer.Id] : "—";

    Bilingual Why(Ceremony ceremony) => ceremony.VoidWhy switch
    {
        "begun-again" => Both("签名人重新开始签名", "簽名人重新開始簽名", "the signer began to sign anew"),
        ChangePowers.Why => Both("授权委托书已更改", "授權委託書已更改", "the power of attorney was changed"),
        RequestCorrection.Why => Both("笔录因补正申请重新制作", "筆錄因補正申請重新製作", "the record was drafted anew at a request for correction"),
        _ => ceremony.VoidWhy ?? "—",
    };

    /// <summary>A finding on a text that was changed since: the question among the answers speaks of the new one.</summary>
    async Task<IEnumerable<HappeningFacts>> Findings(
        CourtDb db, RoomFacts facts, IReadOnlyDictionary<Guid, string> names, CancellationToken stop)
    {
        var findings = await db.Set<RoomAnswer>()
            .Where(answer => answer.RoomId == facts.Room.Id && answer.Question == TextAgreement.AdmissionsAgree && answer.SupersededAt != null).ToListAsync(stop);
        return findings.Select(finding => new HappeningFacts(finding.At, Found(names[finding.WrittenBy], finding.Agreed == true)));
    }

    Bilingual Found(string judge, bool agrees) => Both(
        $"{judge}对照当时的授权委托书文本，认定委托人对{TextAgreement.Admissions}的回答与文本{(agrees ? "一致" : "不一致")}；该认定其后被取代。",
        $"{judge}對照當時的授權委託書文本，認定委託人對{TextAgreement.Admissions}的回答與文本{(agrees ? "一致" : "不一致")}；該認定其後被取代。",
        $"{judge} found that the principal's answer to {TextAgreement.Admissions} {(agrees ? "agreed" : "did not agree")} with the power of attorney as it then read; the finding was later replaced.");

    Bilingual Both(string chinese, string traditional, string english) => Bilingual.For(language, chinese, traditional, english);
}
