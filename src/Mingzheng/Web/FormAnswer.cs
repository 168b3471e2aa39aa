using Mingzheng.Base;

namespace Mingzheng.Web;

/// <summary>What a submitted form gets back: the next page, or the form again with what was typed and what is wrong with it.</summary>
public static class FormAnswer
{
    /// <param name="act">Does the act and gives the address of the next page.</param>
    /// <param name="again">Draws the form with the errors; used when the refusal names a field and the asker reads HTML.</param>
    public static Task<IResult> Of(HttpContext context, Func<Task<string>> act, Func<FormErrors, IResult> again) =>
        Of(context, act, errors => Task.FromResult(again(errors)));

    /// <inheritdoc cref="Of(HttpContext, Func{Task{string}}, Func{FormErrors, IResult})"/>
    public static async Task<IResult> Of(HttpContext context, Func<Task<string>> act, Func<FormErrors, Task<IResult>> again)
    {
        try
        {
            return new SeeOther(await act());
        }
        catch (RefusedException refused) when (refused.Refusal.Field is not null && ReadsHtml(context.Request))
        {
            context.Response.StatusCode = refused.Refusal.Status;
            return await again(FormErrors.Of(refused.Refusal));
        }
    }

    static bool ReadsHtml(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
