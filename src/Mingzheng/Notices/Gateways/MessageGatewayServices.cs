using Mingzheng.Base;

namespace Mingzheng.Notices.Gateways;

public static class MessageGatewayServices
{
    /// <summary>Adds <see cref="ISmsGateway"/> and <see cref="IMailGateway"/> as the sections <c>OutsideServices:Sms</c> and
    /// <c>OutsideServices:Mail</c> say.</summary>
    public static IServiceCollection AddMessageGateways(this IServiceCollection services, IConfiguration configuration)
    {
        var sms = new OutsideServiceSettings(configuration, SmsGatewayOptions.Service);
        services.AddSingleton(SmsGatewayOptions.From(sms));
        services.AddSingleton<ISmsGateway, SmsGateway>();
        sms.Register(services);

        var mail = new OutsideServiceSettings(configuration, MailGatewayOptions.Service);
        services.AddSingleton(MailGatewayOptions.From(mail));
        services.AddSingleton<IMailGateway, MailGateway>();
        mail.Register(services);
        return services;
    }
}
