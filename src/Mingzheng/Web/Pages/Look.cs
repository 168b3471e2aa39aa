using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Base;

namespace Mingzheng.Web.Pages;

/// <summary>In development only: every component in every state, and the refusals, to be looked at and tested.</summary>
public static class Look
{
    public static void MapLook(this IEndpointRouteBuilder app)
    {
        var look = app.MapGroup("/development/look").Declares(Acts.UseDevelopment);
        look.MapGet("", () => new RazorComponentResult<LookPage>());
        look.MapGet("room", () => new RazorComponentResult<LookRoomPage>());
        look.MapGet("refusal", IResult () => throw new RefusedException(new Refusal("FORGED_REQUEST", "AW-R2")));
        look.MapGet("fault", IResult () => throw new InvalidOperationException("A fault asked for."));
        look.MapPost("", (HttpContext context) => new SeeOther("/development/look"));
    }
}
