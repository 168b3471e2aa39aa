using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Web;

namespace Mingzheng.Identity.Licences;

/// <summary>A lawyer names the licence; the national register says whether it is good and whose it is.</summary>
static class ConfirmLicence
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/me/lawyer", Show).Declares(Acts.ConfirmLicence);
        app.MapPost("/me/lawyer", Confirm).Declares(Acts.ConfirmLicence);
    }

    static async Task<IResult> Show(Person person, LawyerProfiles lawyers, IdentityChecks identities, CancellationToken stop) =>
        new RazorComponentResult<LawyerPage>(new
        {
            Lawyer = await lawyers.Of(person.Account, stop),
            HasIdentity = await identities.Confirmed(person.Account, stop) is not null,
        });

    static async Task<IResult> Confirm(HttpContext context, ActId act, Person person, LawyerProfiles lawyers, CancellationToken stop)
    {
        var form = await SentForm.Of(context.Request, stop);
        return await FormAnswer.Of(context, async () =>
        {
            await lawyers.Confirm(act.Value, person, form["licence"], stop);
            return "/me/lawyer";
        }, errors => new RazorComponentResult<LawyerPage>(new { HasIdentity = true, Errors = errors, Filled = form }));
    }
}
