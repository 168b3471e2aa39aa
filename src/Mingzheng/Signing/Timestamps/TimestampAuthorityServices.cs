using Mingzheng.Base;

namespace Mingzheng.Signing.Timestamps;

public static class TimestampAuthorityServices
{
    /// <summary>Adds <see cref="ITimestampAuthority"/> as the section <c>OutsideServices:Timestamps</c> says.</summary>
    public static IServiceCollection AddTimestampAuthority(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = new OutsideServiceSettings(configuration, TimestampAuthorityOptions.Service);
        services.AddSingleton(TimestampAuthorityOptions.From(settings));
        services.AddSingleton<ITimestampAuthority, TimestampAuthority>();
        settings.Register(services);
        return services;
    }
}
