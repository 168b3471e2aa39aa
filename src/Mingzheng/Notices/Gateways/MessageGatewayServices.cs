using Mingzheng.Base;

namespace Mingzheng.Notices.Gateways;

public static class MessageGatewayServices
{
    /// <summary>Adds <see cref="ISmsGateway"/> and <see cref="IMailGateway"/> as the sections <c>OutsideServices:Sms</c> and
    /// <c>OutsideServices:Mail</c> say.</summary>
    public static IServiceCollection AddMessageGateways(this IServiceCollection services, IConfiguration configuration)
    {
        OutsideServiceSettings.Add<ISmsGateway, SmsGateway, SmsGatewayOptions>(services, configuration, SmsGatewayOptions.Service, SmsGatewayOptions.From);
        return OutsideServiceSettings.Add<IMailGateway, MailGateway, MailGatewayOptions>(
            services, configuration, MailGatewayOptions.Service, MailGatewayOptions.From);
    }
}
