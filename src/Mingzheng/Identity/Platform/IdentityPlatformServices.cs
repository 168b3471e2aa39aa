using Mingzheng.Base;

namespace Mingzheng.Identity.Platform;

public static class IdentityPlatformServices
{
    /// <summary>Adds <see cref="IIdentityPlatform"/> as the section <c>OutsideServices:IdentityPlatform</c> says.</summary>
    public static IServiceCollection AddIdentityPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = new OutsideServiceSettings(configuration, NationalIdentityPlatformOptions.Service);
        services.AddSingleton(NationalIdentityPlatformOptions.From(settings));
        services.AddSingleton<IIdentityPlatform, NationalIdentityPlatform>();
        settings.Register(services);
        return services;
    }
}
