using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Base;
using Mingzheng.Web;

namespace Mingzheng.Verification.Screen;

/// <summary>Gives the result of a check to a person as a page, to a program as JSON.</summary>
static class VerifyScreen
{
    static readonly JsonSerializerOptions ForPrograms = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static IResult Empty() => Page(new VerifyView(), StatusCodes.Status200OK);

    /// <param name="again">What the page shows when the check is refused because of what was given.</param>
    public static async Task<IResult> Of<T>(HttpContext context, Func<Task<T>> check, Func<T, VerifyView> view, VerifyView again)
    {
        var readsHtml = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        try
        {
            var found = await check();
            return readsHtml ? Page(view(found), StatusCodes.Status200OK) : Results.Json(found, ForPrograms);
        }
        catch (RefusedException refused) when (readsHtml && refused.Refusal.Field is not null)
        {
            return Page(again with { Errors = FormErrors.Of(refused.Refusal) }, refused.Refusal.Status);
        }
    }

    static RazorComponentResult<VerifyPage> Page(VerifyView view, int status) => new(new { View = view }) { StatusCode = status };
}
