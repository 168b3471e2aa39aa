using Mingzheng.Journal;
using Mingzheng.Notices.Gateways;

namespace Mingzheng.Notices;

/// <summary>Messages to people outside the platform.</summary>
public static class NoticesModule
{
    public static IServiceCollection AddNotices(this IServiceCollection services, IConfiguration configuration) => services
        .AddMessageGateways(configuration)
        .AddSingleton<Messenger>()
        .AddSingleton<IReaction, NoticeSender>();
}
