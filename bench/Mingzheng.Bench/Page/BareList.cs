using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mingzheng.Access;
using Mingzheng.Bench.Hosting;
using Mingzheng.Desk;
using Mingzheng.Web;

namespace Mingzheng.Bench.Page;

/// <summary>The floor: a second Kestrel in this process that answers everything with the list of one person's desk, and does nothing else.</summary>
sealed class BareList : IAsyncDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly WebApplication app;

    BareList(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public static async Task<BareList> Open(BenchCourt court, Person person)
    {
        IDeskSection[] sections = [.. court.Services.GetServices<IDeskSection>().OrderBy(section => section.Order)];
        var words = court.Get<WordBook>().In(Language.SimplifiedChinese);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            var parts = new List<DeskPart>();
            foreach (var section in sections)
            {
                parts.Add(await section.Of(person, words, context.RequestAborted));
            }

            await context.Response.WriteAsJsonAsync(parts, Json, context.RequestAborted);
        });
        await app.StartAsync();
        return new BareList(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
