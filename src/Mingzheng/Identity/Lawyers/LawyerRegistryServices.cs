using Mingzheng.Base;

namespace Mingzheng.Identity.Lawyers;

public static class LawyerRegistryServices
{
    /// <summary>Adds <see cref="ILawyerRegistry"/> as the section <c>OutsideServices:LawyerRegistry</c> says.</summary>
    public static IServiceCollection AddLawyerRegistry(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = new OutsideServiceSettings(configuration, NationalLawyerRegistryOptions.Service);
        services.AddSingleton(NationalLawyerRegistryOptions.From(settings));
        services.AddSingleton<ILawyerRegistry, NationalLawyerRegistry>();
        settings.Register(services);
        return services;
    }
}
