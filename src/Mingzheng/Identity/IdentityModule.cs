using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Mingzheng.Access;
using Mingzheng.Base.Database;
using Mingzheng.Desk;
using Mingzheng.Identity.Checks;
using Mingzheng.Identity.KeyRing;
using Mingzheng.Identity.Lawyers;
using Mingzheng.Identity.Licences;
using Mingzheng.Identity.Platform;
using Mingzheng.Identity.SigningIn;
using Mingzheng.Notices;
using Mingzheng.Objects;
using Mingzheng.Web;

namespace Mingzheng.Identity;

/// <summary>Accounts, sign-in, identity checks, lawyer profiles.</summary>
public static class IdentityModule
{
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddIdentityPlatform(configuration).AddLawyerRegistry(configuration);
        services.AddSingleton<ITables, Tables>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<IStreamRule, AccountStreams>();
        services.AddSingleton<IRecipients>(provider => provider.GetRequiredService<Accounts>());
        services.AddSingleton(MismatchPause.From(configuration));
        services.AddSingleton<IdentityChecks>();
        services.AddSingleton<LawyerProfiles>();
        services.AddSingleton<IDeskSection, IdentityOnDesk>();
        services.AddSingleton(SignInLimits.From(configuration));
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<SignInCookies>();
        services.AddSingleton<SignInSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<SignInSweep>());
        services.AddSingleton<IWhoAsks, WhoAsks>();
        services.AddDataProtection().SetApplicationName("mingzheng");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new DatabaseKeyRing(provider.GetRequiredService<Reads>(), provider.GetRequiredService<Writer>());
            options.XmlEncryptor = new CourtKeyEncryptor(provider.GetRequiredService<DataKeys>());
        }));
        return services;
    }

    /// <summary>After routing, before everything that asks who is there. Style sheets and scripts are the same for everybody.</summary>
    public static void UseIdentity(this IApplicationBuilder app) => app.UseWhen(
        context => !context.Request.Path.StartsWithSegments(Assets.Folder), pages => pages.UseMiddleware<KnownPerson>());

    public static void MapIdentity(this IEndpointRouteBuilder app)
    {
        AskCode.Map(app);
        UseCode.Map(app);
        NameYourself.Map(app);
        LeaveCourt.Map(app);
        ProveIdentity.Map(app);
        ConfirmLicence.Map(app);
    }

    sealed class Tables : ITables
    {
        public void Declare(ModelBuilder model)
        {
            model.Entity<Account>().ToTable("accounts").Ignore(account => account.Stream);
            model.Entity<SignInCode>().ToTable("sign_in_codes").Property(code => code.Channel).HasConversion<string>();
            model.Entity<SignInWrongTry>().ToTable("sign_in_wrong_tries");
            model.Entity<SignIn>().ToTable("sign_ins");
            model.Entity<KeyRingEntry>().ToTable("data_protection_keys");
            model.Entity<IdentityClaim>(claim =>
            {
                claim.ToTable("identity_claims").HasKey(one => one.AccountId);
                claim.Property(one => one.DocumentType).HasConversion<string>();
            });
            model.Entity<IdentityConsent>().ToTable("identity_consents");
            model.Entity<IdentityCheck>(check =>
            {
                check.ToTable("identity_checks");
                check.Property(one => one.DocumentType).HasConversion<string>();
                check.Property(one => one.Result).HasConversion<string>();
                check.Property(one => one.ScoreBand).HasConversion<string>();
                check.Property(one => one.Level).HasConversion<string>();
            });
            model.Entity<IdentityTry>().ToTable("identity_tries");
            model.Entity<Lawyer>(lawyer =>
            {
                lawyer.ToTable("lawyers").HasKey(one => one.AccountId);
                lawyer.Property(one => one.Status).HasConversion<string>();
            });
            model.Refer<SignIn, Account>(row => row.AccountId);
            model.Refer<IdentityClaim, Account>(row => row.AccountId);
            model.Refer<IdentityConsent, Account>(row => row.AccountId);
            model.Refer<IdentityCheck, Account>(row => row.AccountId);
            model.Refer<IdentityTry, Account>(row => row.AccountId);
            model.Refer<Lawyer, Account>(row => row.AccountId);
        }
    }
}
