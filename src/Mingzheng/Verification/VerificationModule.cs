using Mingzheng.Verification.Codes;
using Mingzheng.Verification.Files;

namespace Mingzheng.Verification;

/// <summary>The public check (核验): anybody may ask whether a certificate, a document or a package is this court's and unchanged.</summary>
public static class VerificationModule
{
    public static IServiceCollection AddVerification(this IServiceCollection services, IConfiguration configuration) => services
        .AddCallLimits(configuration)
        .AddSingleton<CertificateCheck>()
        .AddSingleton<JournalTraces>()
        .AddSingleton<PdfJudge>()
        .AddSingleton<UploadPlaces>()
        .AddSingleton<CheckPlaces>()
        .AddSingleton<CheckProgram>()
        .AddSingleton<FileCheck>();

    public static void MapVerification(this IEndpointRouteBuilder app)
    {
        CheckCode.Map(app);
        CheckFile.Map(app);
    }
}
