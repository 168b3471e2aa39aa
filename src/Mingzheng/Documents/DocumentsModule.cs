using Mingzheng.Objects;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;

namespace Mingzheng.Documents;

public static class DocumentsModule
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<TypesetterOptions>(configuration.GetSection("Documents:Typesetter"));
        services.AddSingleton<Typesetter>();
        services.AddSingleton<ITypesetter>(provider => provider.GetRequiredService<Typesetter>());
        services.AddHostedService<TypesetterWarmUp>();
        services.AddSingleton<PrintCheck>();
        services.AddSingleton<Drafting>();
        services.AddSingleton<Lettering>();
        services.AddSingleton<ITables, Tables>();
        return services;
    }

    sealed class Tables : ITables
    {
        public void Declare(ModelBuilder model)
        {
            model.Entity<Document>().ToTable("documents");
            model.Refer<Document, StoredObject>(row => row.ObjectId);
        }
    }
}
