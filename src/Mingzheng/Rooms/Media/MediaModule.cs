namespace Mingzheng.Rooms.Media;

/// <summary>Gives the court app its way to the media node.</summary>
public static class MediaModule
{
    /// <summary>Registers <see cref="MediaClient"/>, <see cref="MediaBridge"/>, <see cref="TrackExport"/> and <see cref="MediaSecret"/> from the section <c>Media</c>.</summary>
    /// <exception cref="InvalidOperationException">Outside development: the section is faulty, and no room of this court could be opened or recorded.</exception>
    public static IServiceCollection AddMedia(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var options = MediaOptions.From(configuration);
        if (!environment.IsDevelopment() && options.Faults() is { Count: > 0 } faults)
        {
            throw new InvalidOperationException($"Rooms cannot be held:\n- {string.Join("\n- ", faults)}");
        }

        var secret = new MediaSecret(options.Secret);
        services.AddSingleton(secret).AddSingleton(new TrackExport(options));
        services.AddHttpClient<MediaClient>(http =>
        {
            http.BaseAddress = new Uri(options.Url.TrimEnd('/') + "/");
            http.DefaultRequestHeaders.Authorization = secret.Header;
            http.Timeout = TimeSpan.FromSeconds(30);
        });
        return services.AddTransient(provider => new MediaBridge(provider.GetRequiredService<MediaClient>(), options.AskAgainEvery))
            .AddHostedService<LeftExports>();
    }
}
