using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Journal;
using Mingzheng.Objects;

namespace Mingzheng;

/// <summary>Puts the court together: one AddX and one MapX per module.</summary>
public static class CourtApp
{
    public static async Task<WebApplication> Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var configuration = builder.Configuration;
        builder.Services.AddBase(configuration);
        builder.Services.AddObjects();
        builder.Services.AddJournal(configuration, provider => provider.GetRequiredService<DataKeys>().Secret("log", 32));

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
