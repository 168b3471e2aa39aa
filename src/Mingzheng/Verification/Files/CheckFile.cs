using Microsoft.AspNetCore.Mvc;
using Mingzheng.Access;
using Mingzheng.Verification.Screen;

namespace Mingzheng.Verification.Files;

/// <summary>The public check of a file (文书校验, AW-17): a signed PDF or the package of a session.</summary>
static class CheckFile
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/verify", Handle)
        .Declares(Acts.VerifyPublicly)
        .RequireRateLimiting(CallLimits.Policy)
        .WithMetadata(new RequestSizeLimitAttribute(GivenFile.LargestRequest))
        // Nothing is changed in anybody's name, so nothing can be forged; programs send files here as well.
        .DisableAntiforgery()
        .Produces<CheckedFile>();

    static Task<IResult> Handle(HttpContext context, UploadPlaces uploads, CheckPlaces checks, FileCheck check, CancellationToken stop) => VerifyScreen.Of(
        context, () => Check(context, uploads, checks, check, stop), found => new VerifyView { File = found }, new VerifyView());

    static async Task<CheckedFile> Check(HttpContext context, UploadPlaces uploads, CheckPlaces checks, FileCheck check, CancellationToken stop)
    {
        using var upload = uploads.Take(context);
        var file = await GivenFile.Read(context, upload, stop);
        using var place = await checks.Take(context, stop);
        return await check.Of(file, stop);
    }
}
