using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mingzheng.Tests.Proof;
using Mingzheng.Web;

namespace Mingzheng.Tests.Web;

/// <summary>The web module alone on 127.0.0.1, with whatever pages a test maps.</summary>
sealed class WebHost : IAsyncDisposable
{
    readonly WebApplication app;

    WebHost(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Urls.Single());
    }

    public Uri Address { get; }

    public static async Task<WebHost> Start(Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "mingzheng",
            EnvironmentName = "Development",
            ContentRootPath = Checkout.File("src/Mingzheng"),
            WebRootPath = "wwwroot",
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddWeb();
        builder.Services.Configure<WebOptions>(options => options.SandboxedServices.UnionWith(["identity-platform", "timestamps"]));
        var app = builder.Build();
        app.UseRefusals();
        app.UseWeb();
        app.MapWeb();
        map?.Invoke(app);
        await app.StartAsync();
        return new WebHost(app);
    }

    /// <summary>A client that follows no redirect and keeps cookies.</summary>
    public HttpClient Client()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
