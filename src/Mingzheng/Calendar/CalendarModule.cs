using Mingzheng.Identity;
using Mingzheng.Courts;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;

namespace Mingzheng.Calendar;

/// <summary>Times that a court offers, and times that are taken.</summary>
public static class CalendarModule
{
    public static IServiceCollection AddCalendar(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<ITables, Tables>()
        .AddSingleton(WorkingDays.From(configuration));

    sealed class Tables : ITables
    {
        public void Declare(ModelBuilder model)
        {
            model.Entity<Booking>().ToTable("bookings");
            model.Refer<Booking, Court>(row => row.CourtId);
            model.Refer<Booking, Account>(row => row.JudgeId);
        }
    }
}
