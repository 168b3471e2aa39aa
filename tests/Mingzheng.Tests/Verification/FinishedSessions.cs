using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Verification;

/// <summary>One approved session per database, shared by tests that only look at it.</summary>
public sealed class FinishedSessions() : OnEachDatabase<FinishedSession>(FinishedSession.Make);

/// <summary>Names the tests that share <see cref="FinishedSessions"/>.</summary>
[CollectionDefinition(Name)]
public sealed class FinishedSessionTests : ICollectionFixture<FinishedSessions>
{
    public const string Name = "finished sessions";
}

/// <summary>An approved session, its papers, and a stranger with a browser.</summary>
public sealed partial class FinishedSession : IAsyncDisposable
{
    readonly Rooms.Scene scene;
    byte[]? whole;

    FinishedSession(Rooms.Scene scene)
    {
        this.scene = scene;
        Stranger = Court.Visitor();
    }

    public CourtHost Court => scene.Session.Court;

    public Visitor Stranger { get; }

    public Visitor Principal => scene.Session.Principal;

    public Visitor Agent => scene.Session.Agent;

    public Visitor Judge => scene.Session.Judge;

    public Guid Authorization => scene.Authorization;

    public string Address => $"/authorizations/{scene.Authorization:D}";

    public Guid Room => scene.Session.RoomId;

    public static async Task<FinishedSession> Make(DatabaseKind kind) => await Finish(await Rooms.Scene.Booked(kind));

    /// <summary>Plays what is booked to its end; the scene goes with the session.</summary>
    public static async Task<FinishedSession> Finish(Rooms.Scene scene)
    {
        await scene.Session.RunUntil("");
        await scene.Approve();
        return new FinishedSession(scene);
    }

    public async Task<string> Code() => CodeOnPage().Match((await Principal.Get(Address)).Text).Groups[1].Value;

    public async Task<Document> Document(string kind)
    {
        await using var db = Court.Get<Reads>().Open();
        return await db.Set<Document>().SingleAsync(one => one.RoomId == Room && one.Kind == kind && one.SupersededAt == null);
    }

    /// <summary>The document as the judge downloads it, who may open all of them.</summary>
    public async Task<byte[]> Pdf(string kind) => await scene.Session.Judge.Http.GetByteArrayAsync($"{Address}/documents/{(await Document(kind)).Id:D}");

    /// <summary>A copy of a package with everything in it, made once and fetched as the judge does: a person may make so many a day.</summary>
    public async Task<byte[]> Package() => [.. whole ??= await Package(Judge)];

    public async Task<byte[]> Package(Visitor visitor) => await visitor.Http.GetByteArrayAsync(await MakePackage(visitor));

    /// <summary>The address at which it is fetched.</summary>
    public async Task<string> MakePackage(Visitor visitor)
    {
        var page = await visitor.Submit(await visitor.Get($"{Address}/package"), $"{Address}/package");
        page.Refusal.ShouldBeNull(page.Text);
        return PackageOnPage().Match(page.Text).Groups[1].Value;
    }

    public Task<Page> Check(byte[] file) => Check(Stranger, file);

    /// <summary>Sends a file to the public check as a browser without scripts does.</summary>
    public static async Task<Page> Check(Visitor visitor, byte[] file)
    {
        using var form = new MultipartFormDataContent();
        using var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(part, "file", "file");
        return Page.Read(await visitor.Http.PostAsync("/verify", form));
    }

    public async ValueTask DisposeAsync()
    {
        Stranger.Dispose();
        await scene.DisposeAsync();
    }

    [GeneratedRegex("<strong class=\"code\">([^<]+)</strong>")]
    private static partial Regex CodeOnPage();

    [GeneratedRegex("href=\"([^\"]+/package/[^\"]+)\"")]
    private static partial Regex PackageOnPage();
}
