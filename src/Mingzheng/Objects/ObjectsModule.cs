using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;

namespace Mingzheng.Objects;

/// <summary>Encrypted objects and the keys they are under.</summary>
public static class ObjectsModule
{
    public static IServiceCollection AddObjects(this IServiceCollection services) => services
        .AddSingleton<DataKeys>()
        .AddSingleton<ObjectStore>()
        .AddSingleton<ObjectSweep>()
        .AddHostedService(provider => provider.GetRequiredService<ObjectSweep>())
        .AddSingleton<ITables, Tables>();

    sealed class Tables : ITables
    {
        public void Declare(ModelBuilder model) => model.Entity<StoredObject>().ToTable("objects");
    }
}
