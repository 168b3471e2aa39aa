using System.Text;
using Mingzheng.Tests.Hosting;
using static Mingzheng.Tests.Hostile.Besieged;

namespace Mingzheng.Tests.Hostile;

/// <summary>What people type and hand in: too long, invisible, turned round, of another kind, broken off.</summary>
static class PaperAttacks
{
    public static readonly IReadOnlyList<Attack> All =
    [
        new("an address with a zero byte", 400, "BAD_REQUEST", court => Apply(court, "address", "香港\u0000九龙")),
        new("an address with a terminal's commands", 422, "TEXT_UNREADABLE", court => Apply(court, "address", "香港\u001b[2J")),
        new("a place that turns the reading direction", 422, "TEXT_UNREADABLE", court => Apply(court, "place", "香港\u202e龙九")),
        new("a place with letters that nobody sees", 422, "TEXT_UNREADABLE", court => Apply(court, "place", "香\u200b港")),
        new("an address of a book", 422, "TEXT_TOO_LONG", court => Apply(court, "address", new string('香', 20_000))),
        new("a licence with the quotes of SQL", 422, "LICENCE_INVALID", court => Apply(court, "licence", "14401201010123456' or '1'='1")),
        new("a power that no law knows", 422, "POWER_UNKNOWN", court => Apply(court, "powers", "S99")),
        new("a stage that no case has", 422, "STAGE_UNKNOWN", court => Apply(court, "stages", "<script>")),
        new("a case that is no id", 422, "CASE_MISSING", court => Apply(court, "case", "../../etc/passwd")),
        new("a time zone by a path", 422, "ZONE_MISSING", court => Apply(court, "zone", "../../../etc/passwd")),
        new("a time zone by an absolute path", 422, "ZONE_MISSING", court => Apply(court, "zone", "/etc/passwd")),
        new("a lawyer's statement of a book", 422, "TEXT_TOO_LONG", court => Form(
            court.Agent, $"{court.Open}/agency", Witnessing.Scene.Agency(new string('查', 20_000)))),
        new("a lawyer's statement that turns the reading direction", 422, "TEXT_UNREADABLE", court => Form(
            court.Agent, $"{court.Open}/agency", Witnessing.Scene.Agency(Witnessing.Scene.ClientCheck + "\u202e"))),
        new("a settlement with a bell in it", 422, "TEXT_UNREADABLE", court => Form(court.Outsider, $"/cases/{court.OutsidersCase:D}/settlements", ("statement", "同意\u0007"))),
        new("a settlement of a book", 422, "STATEMENT_TOO_LONG",
            court => Form(court.Outsider, $"/cases/{court.OutsidersCase:D}/settlements", ("statement", new string('和', 20_000)))),
        new("an identity number with the quotes of SQL", 422, "IDENTITY_NUMBER_INVALID", court => Form(court.Clerk, "/me/identity",
            [("document", "hong-kong-identity-card"), ("number", "A123456(3)' --"), ("name", "示例"), ("consent", "yes"), .. Witnessing.Scene.Drawn(court.Court)])),
        new("an identity paper of a kind that is none", 422, "DOCUMENT_TYPE_MISSING", court => Form(court.Clerk, "/me/identity",
            [("document", "../card"), ("number", "A123456(3)"), ("name", "示例"), ("consent", "yes"), .. Witnessing.Scene.Drawn(court.Court)])),
        new("a paper of a kind by a path", 422, "MATERIAL_KIND", court => File(court.Outsider, Materials(court, "../../keys"), Witnessing.Scene.Png)),
        new("a program that calls itself a paper", 415, "FILE_TYPE", court => File(court.Outsider, Materials(court), [0x4d, 0x5a, .. new byte[100]], "card.pdf")),
        new("a picture with a script in it", 415, "FILE_TYPE",
            court => File(court.Outsider, Materials(court), "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), "card.png")),
        new("a paper of twenty-one megabytes", 413, "FILE_TOO_LARGE",
            court => File(court.Outsider, Materials(court), [.. Witnessing.Scene.Pdf, .. new byte[21 * 1024 * 1024]])),
        new("a paper that breaks off", 400, "BAD_REQUEST", court => Raw(court.Outsider, Materials(court), "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 and then nothing"u8.ToArray())),
        new("a paper whose form has no boundary", 422, "FILE_MISSING", court => Raw(court.Outsider, Materials(court), "multipart/form-data", Witnessing.Scene.Pdf)),
        new("a paper whose form is all headers", 400, "BAD_REQUEST", court => Raw(court.Outsider, Materials(court), "multipart/form-data; boundary=b",
            Encoding.ASCII.GetBytes($"--b\r\n{string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: {new string('a', 500)}\r\n"))}\r\n--b--\r\n"))),
        new("a face of three megabytes", 413, "FACE_TOO_LARGE",
            court => Raw(court.Clerk, $"/me/identity/face?act={court.Clerk.NewAct():D}", "image/jpeg", new byte[3 * 1024 * 1024])),
        new("a face that is no picture", 415, "FACE_UNUSABLE",
            court => Raw(court.Clerk, $"/me/identity/face?act={court.Clerk.NewAct():D}", "text/html", "<script>alert(1)</script>"u8.ToArray())),
    ];

    static string Materials(Besieged court, string kind = "identity-paper") =>
        $"{court.Open}/materials?kind={Uri.EscapeDataString(kind)}&act={court.Outsider.NewAct():D}";

    /// <summary>A careful application with one field that is not.</summary>
    static Task<Reply> Apply(Besieged court, string field, string value) => Form(
        court.Outsider, "/authorizations/new", [.. OrderAttacks.Application(court).Where(one => one.Name != field), (field, value)]);
}
