using Mingzheng.Identity;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Web;
using Mingzheng.Access;
using Mingzheng.Base.Database;

namespace Mingzheng.Courts;

/// <summary>Courts and who serves them.</summary>
public static class CourtsModule
{
    public static IServiceCollection AddCourts(this IServiceCollection services) => services
        .AddSingleton<ITables, Tables>()
        .AddSingleton<CourtRegister>()
        .AddSingleton<IHotline>(provider => provider.GetRequiredService<CourtRegister>())
        .AddSingleton<IPosts>(provider => provider.GetRequiredService<CourtRegister>());

    sealed class Tables : ITables
    {
        public void Declare(ModelBuilder model)
        {
            model.Entity<Court>().ToTable("courts");
            model.Entity<StaffMember>(member =>
            {
                member.ToTable("staff").HasKey(one => new { one.AccountId, one.CourtId, one.Role });
                member.Property(one => one.Role).HasConversion<string>();
            });
            model.Refer<StaffMember, Account>(row => row.AccountId);
            model.Refer<StaffMember, Court>(row => row.CourtId);
        }
    }
}
