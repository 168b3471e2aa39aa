using Mingzheng.Base;

namespace Mingzheng.Identity.Lawyers;

public static class LawyerRegistryServices
{
    /// <summary>Adds <see cref="ILawyerRegistry"/> as the section <c>OutsideServices:LawyerRegistry</c> says.</summary>
    public static IServiceCollection AddLawyerRegistry(this IServiceCollection services, IConfiguration configuration) =>
        OutsideServiceSettings.Add<ILawyerRegistry, NationalLawyerRegistry, NationalLawyerRegistryOptions>(
            services, configuration, NationalLawyerRegistryOptions.Service, NationalLawyerRegistryOptions.From);
}
