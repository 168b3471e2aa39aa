using System.Text.Encodings.Web;
using System.Text.Unicode;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Web.Pages;
using Mingzheng.Web.Refusals;
using Mingzheng.Web.Security;

namespace Mingzheng.Web;

/// <summary>Page shell, components, words, and what every request meets: refusals, headers, forgery guard.</summary>
public static class WebModule
{
    static readonly TimeSpan LanguageIsKept = TimeSpan.FromDays(365);

    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        // Before the components, which else write every Chinese character as an entity.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "forgery-guard";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.HeaderName = ForgeryGuard.Header;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddOptions<WebOptions>().BindConfiguration("Web");
        services.AddSingleton<WordBook>();
        services.AddSingleton<Assets>();
        services.AddScoped(provider => provider.GetRequiredService<WordBook>().In(LanguageOf(provider)));
        return services;
    }

    /// <summary>Before everything that may fail, the look who is there among it: whatever fails below has its page and its headers.</summary>
    public static void UseRefusals(this WebApplication app)
    {
        app.UseHeadRequests();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<RefusalPages>();
    }

    /// <summary>Call after authentication and before the endpoints.</summary>
    public static void UseWeb(this WebApplication app)
    {
        app.UseAssets();
        app.UseMiddleware<ForgeryGuard>();
        app.UseAntiforgery();
    }

    public static void MapWeb(this WebApplication app)
    {
        // Harmless to forge, and needed on pages that set no cookie.
        app.MapPost("/language", ChooseLanguage).DisableAntiforgery().Declares(Acts.ChooseLanguage);
        if (app.Environment.IsDevelopment())
        {
            app.MapLook();
        }
    }

    static Language LanguageOf(IServiceProvider provider) =>
        provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } context
            ? Language.Of(context.Request)
            : Language.SimplifiedChinese;

    static async Task<SeeOther> ChooseLanguage(HttpRequest request, HttpResponse response)
    {
        var form = await SentForm.Of(request, request.HttpContext.RequestAborted);
        if (Language.ByTag(form["language"]) is { } language)
        {
            response.Cookies.Append(Language.Cookie, language.Tag, new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = LanguageIsKept,
                SameSite = SameSiteMode.Lax,
                Secure = request.IsHttps,
            });
        }

        return new SeeOther(LocalPath.Of(form["return"], "/"));
    }

    static void UseAssets(this WebApplication app)
    {
        var immutable = !app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(Assets.Folder, out var rest) && rest.Value is { Length: > 1 } path)
            {
                // /assets/{digest}/js/court.js is the file /js/court.js.
                var slash = path.IndexOf('/', 1);
                context.Request.Path = slash < 0 ? "/" : path[slash..];
                context.Items[typeof(Assets)] = immutable;
            }

            return next();
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Items[typeof(Assets)] is true ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }
}
