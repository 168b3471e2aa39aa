using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Identity;
using Mingzheng.Notices.Gateways;
using Mingzheng.Web;

namespace Mingzheng.Development;

/// <summary>The demo court and its page. It is there only in the development environment and while the gateways are sandboxes.</summary>
public static class DevelopmentModule
{
    public static IServiceCollection AddDevelopment(this IServiceCollection services)
    {
        services.AddOptions<WebOptions>().PostConfigure<IHostEnvironment>((web, environment) =>
        {
            if (environment.IsDevelopment())
            {
                web.Court["zh-Hans"] = web.Court["zh-Hant"] = DemoPeople.CourtName;
                web.Court["en"] = DemoPeople.CourtNameEn;
            }
        });
        return services.AddSingleton<DemoSeed>().AddSingleton<DemoCases>().AddSingleton<SentMessages>();
    }

    /// <summary>Sets up the demo court, once, before the first request.</summary>
    public static async Task PlantDemo(this WebApplication app)
    {
        if (IsOn(app))
        {
            await app.Services.GetRequiredService<DemoSeed>().Plant();
        }
    }

    public static void MapDevelopment(this WebApplication app)
    {
        if (IsOn(app))
        {
            app.MapGet("/development", Show).Declares(Acts.UseDevelopment);
            app.MapGet("/development/people", People).Declares(Acts.UseDevelopment);
            // Called by the demonstration program, which is no browser.
            app.MapPost("/development/cases", (DemoCaseOrder order, DemoCases cases) => cases.Make(order))
                .DisableAntiforgery().Declares(Acts.UseDevelopment);
            app.MapPost("/development", MakeCase).Declares(Acts.UseDevelopment);
        }
    }

    static bool IsOn(WebApplication app) =>
        app.Environment.IsDevelopment() && app.Services.GetRequiredService<SmsGatewayOptions>().Sandboxed;

    static async Task<RazorComponentResult<DevelopmentPage>> Show(SentMessages messages, CancellationToken stop) =>
        new(new { Messages = await messages.Newest(stop) });

    /// <summary>For whoever wants to go through it once more: one case holds one witnessing at a time.</summary>
    static async Task<RazorComponentResult<DevelopmentPage>> MakeCase(HttpContext context, DemoCases cases, SentMessages messages, Words words, CancellationToken stop)
    {
        var form = await SentForm.Of(context.Request, stop);
        var errors = new FormErrors();
        DemoCase? made = null;
        try
        {
            made = await cases.Make(new DemoCaseOrder(form["name"], words.Language.Tag));
        }
        catch (RefusedException refused)
        {
            errors.Add("name", refused.Refusal);
            context.Response.StatusCode = refused.Refusal.Status;
        }

        return new(new { Messages = await messages.Newest(stop), Made = made, Errors = errors });
    }

    static IResult People(HttpRequest request, Words words) =>
        request.Headers.Accept.ToString().Contains("text/plain", StringComparison.OrdinalIgnoreCase)
            ? Results.Text(PlainText(words), "text/plain", Encoding.UTF8)
            : Results.Json(DemoPeople.All.Select(person => new
            {
                person.Key,
                person.Name,
                person.NameEn,
                person.Phone,
                Language = person.Language.Tag,
                DocumentType = DocumentTypes.Word(person.DocumentType),
                person.DocumentNumber,
                person.Licence,
            }));

    /// <summary>What <c>./run</c> prints: who can be who.</summary>
    static string PlainText(Words words) => string.Concat(DemoPeople.All.Select(person =>
        $"  {person.Phone,-15} {person.NameEn,-14} {person.Name,-4} {words[$"development.role.{person.Key}"]}\n"));
}
