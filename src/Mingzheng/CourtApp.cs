using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Calendar;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Desk;
using Mingzheng.Development;
using Mingzheng.Documents;
using Mingzheng.Identity;
using Mingzheng.Journal;
using Mingzheng.Notices;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Signing;
using Mingzheng.Verification;
using Mingzheng.Web;
using Mingzheng.Witnessing;

namespace Mingzheng;

/// <summary>Puts the court together: one AddX and one MapX per module.</summary>
public static class CourtApp
{
    /// <param name="also">Runs before the services are fixed: a test puts its clock and its log there.</param>
    public static async Task<WebApplication> Build(string[] args, Action<WebApplicationBuilder>? also = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        var configuration = builder.Configuration;
        // A line for every request would name codes and matters, and cost more than many an answer.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddSingleton(PublicAddress.From(configuration, builder.Environment));
        builder.Services.AddBase(configuration);
        builder.Services.AddObjects();
        builder.Services.AddJournal(
            LogOrigin.From(configuration, builder.Environment), DataKeys.FolderOf(configuration), provider => provider.GetRequiredService<DataKeys>().Secret(DataKeys.Log));
        builder.Services.AddWeb();
        builder.Services.AddOptions<WebOptions>().Configure<OutsideServices>((web, outside) => web.SandboxedServices.UnionWith(outside.SandboxedWords));
        builder.Services.AddNotices(configuration);
        builder.Services.AddIdentity(configuration);
        builder.Services.AddAccess(provider => content => provider.GetRequiredService<DataKeys>().SearchHash("act-content", content));
        builder.Services.AddCourts();
        builder.Services.AddCases();
        builder.Services.AddDevelopment();
        builder.Services.AddDocuments(configuration);
        builder.Services.AddSigning(configuration);
        builder.Services.AddRooms(configuration, builder.Environment);
        builder.Services.AddCalendar(configuration);
        builder.Services.AddWitnessing();
        builder.Services.AddVerification(configuration);
        builder.Services.AddPublicInterface();

        also?.Invoke(builder);
        var app = builder.Build();
        await app.Services.UpgradeSchema();
        await app.Services.OpenKeys();
        if (await app.Services.CheckLog())
        {
            await app.PlantDemo();
        }

        app.UseTrustedProxies();
        app.UseRefusals();
        app.UseWebSockets();
        app.UseRouting();
        app.UseIdentity();
        app.UseWeb();
        app.UseRateLimiter();
        app.UseAccess();
        app.MapHealth();
        app.MapAccess();
        app.MapWeb();
        app.MapTrust();
        app.MapIdentity();
        app.MapDesk();
        app.MapCases();
        app.MapDevelopment();
        app.MapRooms();
        app.MapWitnessing();
        app.MapVerification();
        app.MapPublicInterface();
        foreach (var endpoint in app.MapLog())
        {
            endpoint.Declares(Acts.ReadLog);
        }

        return app;
    }
}
