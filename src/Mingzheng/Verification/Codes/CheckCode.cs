using Microsoft.AspNetCore.Mvc;
using Mingzheng.Access;
using Mingzheng.Verification.Screen;

namespace Mingzheng.Verification.Codes;

/// <summary>The public check by the code on a certificate, typed or from its QR code; without a code, the page that asks for one.</summary>
static class CheckCode
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/verify", Handle)
        .Declares(Acts.VerifyPublicly)
        .RequireRateLimiting(CallLimits.Policy)
        .Produces<CheckedCertificate>();

    static Task<IResult> Handle(HttpContext context, [FromQuery] string? code, CertificateCheck check, CancellationToken stop) =>
        string.IsNullOrWhiteSpace(code)
            ? Task.FromResult(VerifyScreen.Empty())
            : VerifyScreen.Of(context, () => check.Of(code, stop), found => new VerifyView { Code = code, Certificate = found }, new VerifyView { Code = code });
}
