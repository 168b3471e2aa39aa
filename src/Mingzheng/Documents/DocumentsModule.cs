namespace Mingzheng.Documents;

public static class DocumentsModule
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<TypesetterOptions>(configuration.GetSection("Documents:Typesetter"));
        services.AddSingleton<Typesetter>();
        services.AddSingleton<ITypesetter>(provider => provider.GetRequiredService<Typesetter>());
        services.AddHostedService<TypesetterWarmUp>();
        return services;
    }
}
