using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Courts;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Review;

/// <summary>
/// The package of a session for those who took part and the court (AW-16), and the key that opens its recordings. Each handing out is in
/// the journal (AW-15). A package is made for a standing: a party gets in it the documents that this party may open, and no more. The agent has
/// the package but not the key: the recordings hold what the principal said to the judge alone (AW-27).
/// </summary>
static class ExportPackage
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/authorizations/{authorization:guid}/package", See).Declares(Acts.ExportPackage);
        app.MapPost("/authorizations/{authorization:guid}/package", Make).Declares(Acts.ExportPackage);
        app.MapGet("/authorizations/{authorization:guid}/package/{made:guid}", Download).Declares(Acts.ExportPackage);
        app.MapPost("/authorizations/{authorization:guid}/recording-key", GiveKey).Declares(Acts.TakeRecordingKey);
    }

    static async Task<IResult> See(Guid authorization, Person person, PackageDesk packages, CourtRegister courts, CancellationToken stop)
    {
        var (of, standing, made) = await packages.Made(authorization, person, stop);
        return new RazorComponentResult<PackagePage>(new
        {
            Authorization = authorization,
            Court = await courts.Of(of.CourtId, stop) ?? throw Refuse.NotFound(),
            Packages = made,
            Withheld = OpenDocument.WithheldFrom(standing),
            MayOpenRecordings = of.AgentId != person.Account,
        });
    }

    static async Task<IResult> Make(Guid authorization, Person person, ActId act, PackageDesk packages, CancellationToken stop)
    {
        await packages.Make(act.Value, person, authorization, stop);
        return new SeeOther($"/authorizations/{authorization:D}/package");
    }

    static async Task Download(Guid authorization, Guid made, Person person, HttpContext context, PackageDesk packages)
    {
        var whole = await packages.Fetch(authorization, made, person, context.RequestAborted);
        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"witnessing-{made:D}.zip\"";
        if (!HeadRequests.IsHead(context))
        {
            await packages.Write(whole, context.Response.Body, context.RequestAborted);
        }
    }

    static async Task<IResult> GiveKey(Guid authorization, Person person, PackageDesk packages, CancellationToken stop) =>
        Results.File(Encoding.ASCII.GetBytes(await packages.Key(authorization, person, stop) + "\n"), "text/plain", "recording.key");
}
