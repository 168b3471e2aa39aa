using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Mingzheng.Sandboxes.Authority;
using Mingzheng.Sandboxes.Control;
using Mingzheng.Sandboxes.Identity;
using Mingzheng.Sandboxes.Lawyers;
using Mingzheng.Sandboxes.Messages;
using Mingzheng.Sandboxes.Requests;
using Mingzheng.Sandboxes.Timestamps;

namespace Mingzheng.Sandboxes;

/// <summary>The stand-ins of the outside services, in one process of their own: one HTTP port with a path per service, and one
/// SMTP port. Arguments: <c>--urls --data --smtp-port --app-id --secret --register-unknown</c>.</summary>
public static class SandboxHost
{
    /// <summary>Every answer carries this header, so that a court that believes it talks to the real service finds out.</summary>
    public const string Mark = "X-Sandbox";

    const string DefaultAddress = "http://127.0.0.1:5900";

    /// <summary>Builds the sandboxes; the caller starts and disposes them.</summary>
    public static WebApplication Build(string[] args) => Build(args, TimeProvider.System);

    /// <summary>Builds the sandboxes on a given clock, which dates certificates, timestamps and messages.</summary>
    public static WebApplication Build(string[] args, TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddCommandLine(args);
        builder.WebHost.UseKestrelCore().UseUrls(builder.Configuration["urls"] ?? DefaultAddress);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Mingzheng", LogLevel.Information).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            .AddConfiguration(builder.Configuration.GetSection("Logging"));
        AddServices(builder.Services, SandboxOptions.From(builder.Configuration), clock);

        var app = builder.Build();
        // Keys are made and the data folder is claimed before the first request, not during it.
        app.Services.GetRequiredService<CertificateAuthority>();
        app.Use(Marked);
        app.Use(RequestRefusedException.Answer);
        app.MapGet("/", (SmtpReceiver mail, Switchboard switches) => new
        {
            Service = "Mingzheng sandboxes: stand-ins of outside services, for development only",
            SmtpPort = mail.Port,
            Control = switches.All(),
        });
        app.MapControl();
        app.MapIdentity();
        app.MapLawyers();
        app.MapAuthority();
        app.MapTimestamps();
        app.MapMessages();
        return app;
    }

    static void AddServices(IServiceCollection services, SandboxOptions options, TimeProvider clock)
    {
        services.AddRoutingCore();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.KebabCaseLower));
        });
        services.AddSingleton(options).AddSingleton(clock);
        services.AddSingleton<DataFolder>().AddSingleton<Switchboard>().AddSingleton<SignedRequests>();
        services.AddSingleton<PopulationRegister>().AddSingleton<LicenceRegister>();
        services.AddSingleton<CertifiedKeys>().AddSingleton<CertificateAuthority>().AddSingleton<TimestampSigner>();
        services.AddSingleton<Outbox>().AddSingleton<SmtpReceiver>();
        services.AddHostedService(provider => provider.GetRequiredService<SmtpReceiver>());
    }

    static Task Marked(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers[Mark] = "1";
        return next(context);
    }
}
