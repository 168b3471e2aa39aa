using Mingzheng.Base;

namespace Mingzheng.Signing.Timestamps;

public static class TimestampAuthorityServices
{
    /// <summary>Adds <see cref="ITimestampAuthority"/> as the section <c>OutsideServices:Timestamps</c> says.</summary>
    public static IServiceCollection AddTimestampAuthority(this IServiceCollection services, IConfiguration configuration) =>
        OutsideServiceSettings.Add<ITimestampAuthority, TimestampAuthority, TimestampAuthorityOptions>(
            services, configuration, TimestampAuthorityOptions.Service, TimestampAuthorityOptions.From);
}
