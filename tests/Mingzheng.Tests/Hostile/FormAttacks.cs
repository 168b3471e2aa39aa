using System.Text;
using Mingzheng.Base;
using Mingzheng.Tests.Hosting;
using static Mingzheng.Tests.Hostile.Besieged;

namespace Mingzheng.Tests.Hostile;

/// <summary>Forged, broken and oversized requests: what stands before every act.</summary>
static class FormAttacks
{
    const int ThirtyMegabytes = 30 * 1024 * 1024;

    public static readonly IReadOnlyList<Attack> All =
    [
        new("a form without its forgery token", 400, "FORGED_REQUEST",
            court => Raw(court.Judge, $"{court.Room}/closing", "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes($"act={court.Judge.NewAct():D}"))),
        new("a form with the token of somebody else", 400, "FORGED_REQUEST", async court =>
        {
            var token = (await court.Outsider.Get("/desk")).Token!;
            return await Raw(court.Judge, $"{court.Room}/closing", "application/x-www-form-urlencoded",
                Encoding.ASCII.GetBytes($"act={court.Judge.NewAct():D}&{Page.TokenField}={Uri.EscapeDataString(token)}"));
        }),
        new("a form that another site sends with a good token", 400, "FORGED_REQUEST", court => FromElsewhere(court, ("Origin", "https://court.example.attacker.example"))),
        new("a form whose browser says that another site began it", 400, "FORGED_REQUEST", court => FromElsewhere(court, ("Sec-Fetch-Site", "cross-site"))),
        new("a picture without any word where it comes from", 400, "FORGED_REQUEST", async court =>
        {
            using var picture = new ByteArrayContent([0xff, 0xd8]);
            picture.Headers.TryAddWithoutValidation("Content-Type", "image/jpeg");
            return await Send(court.Principal, HttpMethod.Post, $"{court.Room}/identity?act={court.Principal.NewAct():D}", picture, ("X-Nothing", "1"));
        }),
        new("an act without its id", 400, "ACT_ID_MISSING", court => Send(court.Judge, HttpMethod.Post, $"{court.Room}/closing")),
        new("an act with the id zero", 400, "ACT_ID_MISSING", court => Form(court.Judge, $"{court.Room}/closing", Guid.Empty)),
        new("an act whose id is no id", 400, "ACT_ID_MISSING",
            court => Send(court.Judge, HttpMethod.Post, $"{court.Room}/closing", null, ("Sec-Fetch-Site", "same-origin"), ("Idempotency-Key", "1 or 1=1"))),
        // Attack: who takes the id of an act that the court is about to do keeps the court from doing it.
        new("an act under an id of the court's own", 400, "ACT_ID_MISSING",
            court => Form(court.Principal, $"{court.Room}/arrivals", DerivedId.Of("room.isolate", Mingzheng.Rooms.Room.StreamOf(court.RoomId), "40"))),
        new("an act under the number of a lock", 400, "ACT_ID_MISSING",
            court => Form(court.Nobody, "/sign-in", Guid.Parse("00000000-0000-0000-0000-6d696e677a68"), ("contact", "lock@mail.example"))),
        // Property: "done" is only ever said of what was asked for.
        new("an act id used again with other fields", 409, "ACT_REUSED", async court =>
        {
            var act = court.Nobody.NewAct();
            await Form(court.Nobody, "/sign-in", act, ("contact", "changed@mail.example"));
            return () => Form(court.Nobody, "/sign-in", act, ("contact", "changed@mail.example"), ("to", "/cases"));
        }),
        new("an act id used again for another thing", 409, "ACT_REUSED", async court =>
        {
            var paper = $"materials?kind=identity-paper&act={court.Outsider.NewAct():D}";
            await File(court.Outsider, $"{court.Open}/{paper}", Witnessing.Scene.Png);
            return () => File(court.Outsider, $"{court.Accepted}/{paper}", Witnessing.Scene.Png);
        }),
        new("JSON where a form belongs", 415, "BAD_REQUEST",
            court => Json(court.Outsider, $"{court.Accepted}/booking?act={court.Outsider.NewAct():D}", new { start = "now" })),
        new("nothing where a form belongs", 415, "BAD_REQUEST",
            court => Send(court.Nobody, HttpMethod.Post, "/language")),
        new("a form where JSON belongs", 415, "BAD_REQUEST", async court => await Form(court.Principal, await court.KeyAddress())),
        new("files where fields belong, to be written to the disk unread", 415, "BAD_REQUEST",
            court => File(court.Outsider, $"{court.Accepted}/booking?act={court.Outsider.NewAct():D}", Witnessing.Scene.Png)),
        new("a form in parts without its token", 400, "FORGED_REQUEST",
            court => Raw(court.Judge, $"{court.Room}/powers?act={court.Judge.NewAct():D}", "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"powers\"\r\n\r\nS4\r\n--b--\r\n"u8.ToArray())),
        new("a form with more fields than any page has", 400, "BAD_REQUEST",
            court => Form(court.Outsider, $"{court.Accepted}/booking", [.. Enumerable.Range(0, 2000).Select(i => ($"f{i}", "1"))])),
        new("a form of thirty megabytes", 413, "TOO_LARGE",
            court => Form(court.Outsider, $"{court.Accepted}/booking", ("start", new string('9', ThirtyMegabytes)))),
        new("a form of thirty megabytes from nobody", 413, "TOO_LARGE",
            court => Form(court.Nobody, "/sign-in", ("contact", new string('9', ThirtyMegabytes)))),
        new("a field that stands twice where one is meant", 422, "SLOT_NOT_OFFERED",
            court => Form(court.Outsider, $"{court.Accepted}/booking", ("start", "now"), ("start", "now"))),
        new("a number below zero", 422, "SLOT_NOT_OFFERED", court => Form(court.Outsider, $"{court.Accepted}/booking", ("start", "-1"))),
        new("a number that no clock reaches", 422, "SLOT_NOT_OFFERED", court => Form(court.Outsider, $"{court.Accepted}/booking", ("start", "9223372036854775807"))),
        new("a number larger than any", 422, "SLOT_NOT_OFFERED", court => Form(court.Outsider, $"{court.Accepted}/booking", ("start", new string('9', 400)))),
        new("a clause below the first", 409, "READING_OVER", async court => await Form(court.Principal, await court.MarkAddress(), ("clause", "-1"))),
        new("a clause that overflows", 400, "BAD_REQUEST", async court => await Form(court.Principal, await court.MarkAddress(), ("clause", "2147483648"))),
        new("a clause named twice", 400, "BAD_REQUEST", async court => await Form(court.Principal, await court.MarkAddress(), ("clause", "1"), ("clause", "2"))),
        new("JSON nested a thousand deep", 400, "BAD_REQUEST",
            async court => await Json(court.Principal, await court.KeyAddress(), $"{{\"strokes\":{new string('[', 1000)}{new string(']', 1000)}}}")),
        new("JSON that breaks off", 400, "BAD_REQUEST", async court => await Json(court.Principal, await court.KeyAddress(), "{\"act\":\"")),
        new("JSON that is null", 400, "BAD_REQUEST", async court => await Json(court.Principal, await court.KeyAddress(), "null")),
        new("JSON of thirty megabytes", 413, "TOO_LARGE",
            async court => await Json(court.Principal, await court.KeyAddress(), $"{{\"typedName\":\"{new string('a', ThirtyMegabytes)}\"}}")),
        new("a method that the address does not know", 405, "ONLY_BY_FORM", court => Send(court.Judge, HttpMethod.Get, $"{court.Room}/closing")),
        new("a room to be deleted", 405, "ONLY_BY_FORM", async court =>
            await Send(court.Judge, HttpMethod.Delete, court.Room, null, ("X-Forgery-Guard", (await court.Judge.Get("/desk")).Token!))),
    ];

    static async Task<Reply> FromElsewhere(Besieged court, (string, string) header)
    {
        var token = (await court.Judge.Get("/desk")).Token!;
        using var form = new FormUrlEncodedContent([new(Page.TokenField, token), new("act", $"{court.Judge.NewAct():D}")]);
        return await Send(court.Judge, HttpMethod.Post, $"{court.Room}/closing", form, header);
    }
}
