using Mingzheng.Base.Files;
using Mingzheng.Rooms.Media.Events;
using Mingzheng.Rooms.Media.Janus;
using Mingzheng.Rooms.Media.Live;

namespace Mingzheng.Rooms.Media;

/// <summary>The process that carries and records the media of rooms; started with <c>role=media</c>, apart from the court app.</summary>
public static class MediaNode
{
    /// <summary>Runs until asked to stop. Settings: <see cref="MediaOptions"/>.</summary>
    /// <returns>0, or 2 when the settings are faulty.</returns>
    public static async Task<int> Run(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var options = MediaOptions.From(builder.Configuration);
        if (options.Faults() is { Count: > 0 } faults)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, faults));
            return 2;
        }
        options = options with { Objects = Path.GetFullPath(options.Objects), Memory = Path.GetFullPath(options.Memory), State = Path.GetFullPath(options.State) };
        DurableFile.CreateFolder(options.State);
        await using var only = OnlyOne(options.State);
        Directory.CreateDirectory(options.Memory, DurableFile.OwnerFolder);
        // Of the app beside it, should that one not come back.
        ExportFolder.RemoveLeftBehind(options.Memory);
        var app = Build(builder, options);
        app.Services.GetRequiredService<MediaRooms>().Restore();
        await app.RunAsync();
        return 0;
    }

    /// <param name="change">Replaces services before they are used.</param>
    internal static WebApplication Build(WebApplicationBuilder builder, MediaOptions options, Action<IServiceCollection>? change = null)
    {
        AddServices(builder, options);
        change?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(10), KeepAliveTimeout = TimeSpan.FromSeconds(10) });
        RoomEndpoints.Map(app);
        return app;
    }

    static void AddServices(WebApplicationBuilder builder, MediaOptions options)
    {
        builder.WebHost.UseUrls(options.Url);
        // Request lines carry grants.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        var secret = new MediaSecret(options.Secret);
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = MediaJson.Options.DefaultIgnoreCondition;
            foreach (var converter in MediaJson.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }
        });
        services.AddSingleton(options).AddSingleton(secret).AddSingleton(TimeProvider.System);
        services.AddSingleton<Grants>().AddSingleton<MediaRooms>().AddSingleton<JanusProcess>();
        services.AddHostedService<JanusEngine>().AddHostedService<RoomRounds>();
        services.AddHttpClient<EventCourier>(http =>
        {
            http.BaseAddress = new Uri(options.AppUrl.TrimEnd('/') + "/");
            http.DefaultRequestHeaders.Authorization = secret.Header;
            http.Timeout = TimeSpan.FromSeconds(20);
        });
        services.AddHostedService(provider => provider.GetRequiredService<EventCourier>());
    }

    /// <summary>Two nodes over one state folder would record over each other; the lock goes with the process.</summary>
    static FileStream OnlyOne(string state) =>
        new(Path.Combine(state, "node.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
