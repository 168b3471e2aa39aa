using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mingzheng.Base;
using Mingzheng.Identity.Lawyers;
using Mingzheng.Identity.Platform;
using Mingzheng.Notices.Gateways;
using Mingzheng.Signing.Issuer;
using Mingzheng.Signing.Timestamps;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Sandboxes;

public sealed class OutsideServicesTests
{
    static readonly string[] AllNames = ["CertificateIssuer", "IdentityPlatform", "LawyerRegistry", "Mail", "Sms", "Timestamps"];

    [Fact]
    public async Task A_court_in_development_starts_with_sandboxes_and_knows_them()
    {
        using var host = Court(Environments.Development, Sandboxed());

        await host.StartAsync();

        host.Services.GetRequiredService<OutsideServices>().Sandboxed.ShouldBe(AllNames);
        host.Services.GetRequiredService<IIdentityPlatform>().ShouldBeOfType<NationalIdentityPlatform>();
        host.Services.GetRequiredService<ILawyerRegistry>().ShouldBeOfType<NationalLawyerRegistry>();
        host.Services.GetRequiredService<ICertificateIssuer>().ShouldBeOfType<CertificateIssuer>();
        host.Services.GetRequiredService<ITimestampAuthority>().ShouldBeOfType<TimestampAuthority>();
        host.Services.GetRequiredService<ISmsGateway>().ShouldBeOfType<SmsGateway>();
        host.Services.GetRequiredService<IMailGateway>().ShouldBeOfType<MailGateway>();
        await host.StopAsync();
    }

    // Attack: an operator goes live with sandboxes by oversight.
    [Fact]
    public async Task A_court_in_production_refuses_each_sandbox_that_is_not_allowed_by_name()
    {
        using var host = Court(Environments.Production, Sandboxed(("Sandboxes:Allow", "IdentityPlatform, timestamps")));

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync());

        foreach (var forbidden in new[] { "CertificateIssuer", "LawyerRegistry", "Mail", "Sms" })
        {
            refusal.Message.ShouldContain($"OutsideServices:{forbidden} is a sandbox");
        }

        refusal.Message.ShouldNotContain("IdentityPlatform");
        refusal.Message.ShouldNotContain("Timestamps");
    }

    [Fact]
    public void A_list_of_names_allows_as_well_as_one_text()
    {
        var listed = AllNames.Select((name, index) => ($"Sandboxes:Allow:{index}", name)).ToArray();
        using var host = Court(Environments.Production, Sandboxed(listed));

        host.Services.GetRequiredService<OutsideServices>().Faults().ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_any_setting_all_faults_are_reported_at_once()
    {
        using var host = Court(Environments.Production, []);

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync());

        foreach (var setting in new[]
        {
            "IdentityPlatform:BaseUrl", "IdentityPlatform:AppId", "IdentityPlatform:Secret", "LawyerRegistry:BaseUrl", "CertificateIssuer:BaseUrl", "CertificateIssuer:RootFile",
            "Timestamps:Url", "Timestamps:ChainFile", "Sms:BaseUrl", "Mail:Host", "Mail:From", "Mail:Tls",
        })
        {
            refusal.Message.ShouldContain($"OutsideServices:{setting} ");
        }
    }

    [Theory]
    [InlineData("IdentityPlatform:BaseUrl", "http://identity.invalid", "must be https")]
    [InlineData("IdentityPlatform:BaseUrl", "ftp://127.0.0.1", "must be an absolute http or https address")]
    [InlineData("IdentityPlatform:TimeoutSeconds", "0", "must be a whole number from 1 to 120")]
    [InlineData("IdentityPlatform:TimeoutSeconds", "soon", "must be a whole number from 1 to 120")]
    [InlineData("IdentityPlatform:Sandboxed", "perhaps", "must be true or false")]
    [InlineData("CertificateIssuer:RootFile", "no-such-file.pem", "names no file")]
    [InlineData("Mail:From", "nobody", "must be a mail address")]
    [InlineData("Mail:Port", "65536", "must be a whole number from 1 to 65535")]
    public void A_faulty_setting_is_named(string setting, string value, string fault)
    {
        using var host = Court(Environments.Development, Sandboxed(($"OutsideServices:{setting}", value)));

        host.Services.GetRequiredService<OutsideServices>().Faults().ShouldContain(
            found => found.StartsWith($"OutsideServices:{setting} {fault}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    [InlineData("en")]
    public async Task Every_sandbox_has_a_name_on_the_screens(string language)
    {
        using var host = Court(Environments.Development, Sandboxed());
        using var reader = new StreamReader(
            typeof(OutsideServices).Assembly.GetManifestResourceStream($"words/{language}/web.json")!);
        var words = await reader.ReadToEndAsync();

        foreach (var word in host.Services.GetRequiredService<OutsideServices>().SandboxedWords)
        {
            words.ShouldContain($"\"sandbox.{word}\"");
        }
    }

    [Fact]
    public void Options_do_not_print_their_secret()
    {
        using var host = Court(Environments.Development, Sandboxed());

        host.Services.GetRequiredService<NationalIdentityPlatformOptions>().ToString().ShouldNotContain("a secret");
    }

    static IHost Court(string environment, Dictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddIdentityPlatform(builder.Configuration).AddLawyerRegistry(builder.Configuration)
            .AddCertificateIssuer(builder.Configuration).AddTimestampAuthority(builder.Configuration)
            .AddMessageGateways(builder.Configuration);
        return builder.Build();
    }

    static Dictionary<string, string?> Sandboxed(params (string Key, string Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["OutsideServices:Timestamps:Url"] = "http://127.0.0.1:5900/tsa",
            ["OutsideServices:Mail:Host"] = "127.0.0.1",
            ["OutsideServices:Mail:From"] = "court@court.invalid",
        };
        foreach (var name in AllNames)
        {
            settings[$"OutsideServices:{name}:Sandboxed"] = "true";
            settings[$"OutsideServices:{name}:BaseUrl"] = "http://127.0.0.1:5900";
            settings[$"OutsideServices:{name}:AppId"] = "court";
            settings[$"OutsideServices:{name}:Secret"] = "a secret";
        }

        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        return settings;
    }
}
