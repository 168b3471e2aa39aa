using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Base;
using Mingzheng.Web.Pages;

namespace Mingzheng.Web.Refusals;

/// <summary>
/// Turns a refusal, an empty error answer or a fault into a page that says what happened and what to do next, or into
/// problem+json (RFC 9457) for a program.
/// </summary>
public sealed partial class RefusalPages(RequestDelegate next, ILogger<RefusalPages> log)
{
    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var refusal = RefusalFor(context, exception);
            if (refusal.Status >= StatusCodes.Status500InternalServerError && exception is not RefusedException)
            {
                LogFault(log, exception, context.Request.Method, context.Request.Path);
            }

            context.Response.Clear();
            await Show(context, refusal);
            return;
        }

        if (IsEmptyError(context.Response))
        {
            await Show(context, ForStatus(context.Response.StatusCode));
        }
    }

    static Refusal RefusalFor(HttpContext context, Exception exception) => exception switch
    {
        RefusedException refused => refused.Refusal,
        // A form that could not be read has no token to be wrong about.
        AntiforgeryValidationException { InnerException: (BadHttpRequestException or InvalidDataException) and { } unread } => RefusalFor(context, unread),
        AntiforgeryValidationException => Forged,
        // What the framework throws when a form is bound, or opened, whose token it found wrong.
        BadHttpRequestException { InnerException: AntiforgeryValidationException } => Forged,
        InvalidOperationException when context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } => Forged,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ForStatus(StatusCodes.Status413PayloadTooLarge),
        BadHttpRequestException bad => ForStatus(bad.StatusCode),
        // Out of the readers of forms: too many fields, no boundary, broken off.
        InvalidDataException or IOException when exception.Source is "Microsoft.AspNetCore.WebUtilities" or "Microsoft.AspNetCore.Http" => ForStatus(StatusCodes.Status400BadRequest),
        _ => ForStatus(StatusCodes.Status500InternalServerError),
    };

    static readonly Refusal Forged = new("FORGED_REQUEST") { Status = StatusCodes.Status400BadRequest };

    static Refusal ForStatus(int status) => new(CodeFor(status)) { Status = status };

    static string CodeFor(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "SIGN_IN_FIRST",
        StatusCodes.Status403Forbidden => "NOT_YOURS",
        StatusCodes.Status404NotFound => "NOT_FOUND",
        StatusCodes.Status405MethodNotAllowed => "ONLY_BY_FORM",
        StatusCodes.Status413PayloadTooLarge => "TOO_LARGE",
        StatusCodes.Status429TooManyRequests => "TOO_OFTEN",
        StatusCodes.Status503ServiceUnavailable => "BUSY",
        >= 500 => "FAULT",
        _ => "BAD_REQUEST",
    };

    static bool IsEmptyError(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null or 0 };

    static Task Show(HttpContext context, Refusal refusal)
    {
        IResult page = WantsHtml(context.Request)
            ? new RazorComponentResult<RefusalPage>(new { Refusal = refusal }) { StatusCode = refusal.Status }
            : Problem(context, refusal);
        return page.ExecuteAsync(context);
    }

    static ProblemHttpResult Problem(HttpContext context, Refusal refusal)
    {
        var words = context.RequestServices.GetRequiredService<Words>();
        return TypedResults.Problem(
            statusCode: refusal.Status,
            title: words.Of(refusal),
            detail: words.NextStepAfter(refusal),
            type: $"urn:mingzheng:refusal:{refusal.Code}",
            extensions: new Dictionary<string, object?>
            {
                ["code"] = refusal.Code,
                ["rule"] = refusal.Rule,
                ["field"] = refusal.Field,
                ["trace"] = context.TraceIdentifier,
            });
    }

    static bool WantsHtml(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    static partial void LogFault(ILogger log, Exception exception, string method, string path);
}
