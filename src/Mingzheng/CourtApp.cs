using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Journal;
using Mingzheng.Objects;

namespace Mingzheng;

/// <summary>Puts the court together: one AddX and one MapX per module.</summary>
public static class CourtApp
{
    /// <param name="also">Runs before the services are fixed: a test puts its clock and its log there.</param>
    public static async Task<WebApplication> Build(string[] args, Action<WebApplicationBuilder>? also = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        var configuration = builder.Configuration;
        builder.Services.AddBase(configuration);
        builder.Services.AddObjects();
        builder.Services.AddJournal(configuration, provider => provider.GetRequiredService<DataKeys>().Secret("log", 32));

        also?.Invoke(builder);
        var app = builder.Build();
        await app.Services.UpgradeSchema();
        app.UseRouting();
        app.UseAccess();
        app.MapHealth();
        app.MapAccess();
        foreach (var endpoint in app.MapLog())
        {
            endpoint.Declares(Acts.ReadLog);
        }

        return app;
    }
}
