using Mingzheng.Base;

namespace Mingzheng.Identity.Platform;

public static class IdentityPlatformServices
{
    /// <summary>Adds <see cref="IIdentityPlatform"/> as the section <c>OutsideServices:IdentityPlatform</c> says.</summary>
    public static IServiceCollection AddIdentityPlatform(this IServiceCollection services, IConfiguration configuration) =>
        OutsideServiceSettings.Add<IIdentityPlatform, NationalIdentityPlatform, NationalIdentityPlatformOptions>(
            services, configuration, NationalIdentityPlatformOptions.Service, NationalIdentityPlatformOptions.From);
}
