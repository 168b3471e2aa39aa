using System.Net;
using System.Net.Http.Headers;

namespace Mingzheng.Tests.Hosting;

/// <summary>One browser: cookies, language, forms. Follows redirects like a browser does.</summary>
public sealed class Visitor : IDisposable
{
    readonly TimeProvider clock = TimeProvider.System;
    Page? last;

    internal Visitor(CourtHost court, string language)
    {
        Court = court;
        Http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies }) { BaseAddress = court.Address };
        Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    public CourtHost Court { get; }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http { get; }

    public async Task<Page> Get(string path) => Remember(await Http.GetAsync(path));

    /// <summary>Sends a form of a page as a browser would: its hidden and pre-filled fields, then what is typed in.</summary>
    /// <exception cref="InvalidOperationException">The page has no such form.</exception>
    public async Task<Page> Submit(Page page, string action, params (string Name, string Value)[] typed)
    {
        var form = page.Form(action);
        var fields = form.Where(field => typed.All(given => given.Name != field.Name)).Concat(typed);
        return await Send(action, fields);
    }

    /// <summary>Sends a form that no page offered, with the forgery token of the page seen last.</summary>
    public Task<Page> Post(string path, params (string Name, string Value)[] fields) => Post(path, NewAct(), fields);

    public Task<Page> Post(string path, Guid act, params (string Name, string Value)[] fields) =>
        Send(path, [("act", act.ToString()), .. Token(), .. fields]);

    /// <summary>The first step of signing in; gives the page that asks for the code.</summary>
    public async Task<Page> AskForCode(string contact) => await Submit(await Get("/sign-in"), "/sign-in", ("contact", contact));

    /// <summary>Sends a raw body, as the camera does with a face.</summary>
    public async Task<Page> PostBody(string path, string mediaType, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        foreach (var (_, token) in Token())
        {
            request.Headers.Add("X-Forgery-Guard", token);
        }

        return Remember(await Http.SendAsync(request));
    }

    public Guid NewAct() => Guid.CreateVersion7(clock.GetUtcNow());

    public void Dispose() => Http.Dispose();

    async Task<Page> Send(string path, IEnumerable<(string Name, string Value)> fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return Remember(await Http.PostAsync(path, content));
    }

    IEnumerable<(string Name, string Value)> Token() => last?.Token is { } token ? [(Page.TokenField, token)] : [];

    Page Remember(HttpResponseMessage response)
    {
        var page = Page.Read(response);
        last = page.Token is null ? last : page;
        return page;
    }
}
