using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Rooms;
using Mingzheng.Witnessing;
using Shouldly;

namespace Mingzheng.Tests.Hostile;

/// <summary>
/// A court in the middle of a meeting: the principal has read the commitment aloud and may sign it now. Beside it another principal with an
/// application that was accepted and one that is still open, a clerk, and somebody who never signed in.
/// </summary>
public sealed class Besieged : IAsyncDisposable
{
    readonly Rooms.Scene scene;

    Besieged(Rooms.Scene scene) => this.scene = scene;

    public Session Session => scene.Session;

    public CourtHost Court => Session.Court;

    public Visitor Principal => Session.Principal;

    public Visitor Agent => Session.Agent;

    public Visitor Judge => Session.Judge;

    public Visitor Clerk { get; private set; } = null!;

    public Visitor Outsider { get; private set; } = null!;

    public Visitor Nobody { get; private set; } = null!;

    public string Room => Session.Room;

    public Guid RoomId => Session.RoomId;

    public string Authorization => $"/authorizations/{scene.Authorization:D}";

    /// <summary>The outsider's: accepted, no meeting booked yet.</summary>
    public string Accepted { get; private set; } = "";

    /// <summary>The outsider's: papers are still taken.</summary>
    public string Open { get; private set; } = "";

    public Guid OutsidersCase { get; private set; }

    public static async Task<Besieged> Make(DatabaseKind kind)
    {
        var court = new Besieged(await Rooms.Scene.Booked(kind));
        await court.Session.RunUntil("commitment-signing");
        court.Nobody = court.Court.Visitor();
        court.Clerk = await court.Court.SignIn("CLK");
        court.Outsider = await Witnessing.Scene.AnotherPrincipal(court.Court, "黄旁人");
        court.Accepted = $"/authorizations/{await court.AcceptedApplication():D}";
        court.OutsidersCase = await court.CaseOf(court.Accepted);
        court.Open = $"/authorizations/{await Witnessing.Scene.ApplyIn(await court.FreeCase(), court.Outsider):D}";
        return court;
    }

    /// <summary>What an honest person does next still works: the principal begins to sign, as before.</summary>
    public async Task StillServes()
    {
        using var device = new SigningDevice(Principal);
        await Session.Media.Beat($"{RoomId:D}");
        var place = await device.Begin(SigningDevice.Offer(await Principal.Get(Room)));
        place.Refusal.ShouldBeNull(place.Text);
        ((string)place.Json["attributes"]!).ShouldNotBeEmpty();
    }

    /// <summary>Sends what a program of ours could send, from the same site, unless the headers say otherwise.</summary>
    public static async Task<Reply> Send(
        Visitor from, HttpMethod method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Accept.ParseAdd("application/json");
        // The server may answer before it has seen the whole of an oversized body.
        request.Headers.ExpectContinue = body is not null;
        foreach (var (name, value) in headers.Length > 0 ? headers : [("Sec-Fetch-Site", "same-origin")])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await from.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            return new Reply(response.StatusCode, null, "", "");
        }

        await response.Content.LoadIntoBufferAsync();
        return Reply.Of(Page.Read(response));
    }

    public static Task<Reply> Get(Visitor from, string path) => Send(from, HttpMethod.Get, path);

    /// <summary>A form with a good forgery token of the sender, under a new act.</summary>
    public static Task<Reply> Form(Visitor from, string path, params (string Name, string Value)[] fields) =>
        Form(from, path, from.NewAct(), fields);

    public static async Task<Reply> Form(Visitor from, string path, Guid act, params (string Name, string Value)[] fields)
    {
        // Signed in, the first leads on to the desk; the form of either carries a token.
        var token = (await from.Get("/sign-in")).Token!;
        using var content = new FormUrlEncodedContent(
            fields.Prepend(("act", $"{act:D}")).Prepend((Page.TokenField, token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await Send(from, HttpMethod.Post, path, content);
    }

    public static Task<Reply> Json(Visitor from, string path, object body) => Json(from, path, JsonSerializer.Serialize(body));

    public static async Task<Reply> Json(Visitor from, string path, string body, params (string Name, string Value)[] headers)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Send(from, HttpMethod.Post, path, content, headers);
    }

    /// <summary>A body that only claims to be what the media type says.</summary>
    public static async Task<Reply> Raw(Visitor from, string path, string mediaType, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return await Send(from, HttpMethod.Post, path, content);
    }

    /// <summary>A file as a form sends it.</summary>
    public static async Task<Reply> File(Visitor from, string path, byte[] content, string name = "file")
    {
        using var form = new MultipartFormDataContent();
        using var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(part, "file", name);
        return await Send(from, HttpMethod.Post, path, form);
    }

    public async Task<Document> Document(string kind)
    {
        await using var db = Court.Get<Reads>().Open();
        return await db.Set<Document>().SingleAsync(one => one.RoomId == RoomId && one.Kind == kind && one.SupersededAt == null);
    }

    /// <summary>Where the principal may begin to sign.</summary>
    public async Task<string> KeyAddress() => $"{Room}/documents/{(await Document("principal-commitment")).Id:D}/signing-key";

    public async Task<string> SignatureAddress() => $"{Room}/documents/{(await Document("principal-commitment")).Id:D}/signature";

    /// <summary>The principal's reading, which is finished.</summary>
    public async Task<string> MarkAddress()
    {
        await using var db = Court.Get<Reads>().Open();
        return $"{Room}/readings/{(await db.Set<RoomReading>().SingleAsync(one => one.RoomId == RoomId)).Id:D}/marks";
    }

    public async Task<Guid> Participant(RoomRole role)
    {
        await using var db = Court.Get<Reads>().Open();
        return (await db.Set<RoomParticipant>().SingleAsync(one => one.RoomId == RoomId && one.Role == role)).Id;
    }

    public async Task<Guid> Material(string kind)
    {
        await using var db = Court.Get<Reads>().Open();
        return (await db.Set<Material>().SingleAsync(one => one.AuthorizationId == scene.Authorization && one.Kind == kind)).Id;
    }

    /// <summary>Changes rows behind the court's back, for what else only time would do.</summary>
    public Task Tamper(string statement) => Court.Get<Writer>().Housekeep(async (connection, transaction) =>
    {
        await using var command = connection.Command(statement, transaction);
        await command.ExecuteNonQueryAsync();
    });

    public async ValueTask DisposeAsync()
    {
        Nobody.Dispose();
        Clerk.Dispose();
        Outsider.Dispose();
        await scene.DisposeAsync();
    }

    async Task<Guid> CaseOf(string authorization)
    {
        await using var db = Court.Get<Reads>().Open();
        var id = Guid.Parse(authorization["/authorizations/".Length..]);
        return (await db.Set<Authorization>().SingleAsync(one => one.Id == id)).CaseId;
    }

    /// <summary>A further case of the outsider, in which nothing is under way.</summary>
    public Task<Guid> FreeCase() => Witnessing.Scene.PlantCase(Court, OutsidersCase);

    async Task<Guid> AcceptedApplication()
    {
        var id = await Witnessing.Scene.Apply(Outsider);
        await Witnessing.Scene.JoinAs(Agent, id);
        await Witnessing.Scene.Upload(Outsider, id, "identity-paper", "card.png", Witnessing.Scene.Png);
        await Witnessing.Scene.Upload(Agent, id, "licence", "licence.pdf", Witnessing.Scene.Pdf);
        await Witnessing.Scene.Upload(Agent, id, "firm-letter", "letter.pdf", Witnessing.Scene.Pdf);
        var address = $"/authorizations/{id:D}";
        (await Judge.Submit(await Judge.Get(address), $"{address}/acceptance")).Refusal.ShouldBeNull();
        return id;
    }
}
