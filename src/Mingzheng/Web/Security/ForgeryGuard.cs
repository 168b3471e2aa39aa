using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Mingzheng.Access;
using Mingzheng.Base;

namespace Mingzheng.Web.Security;

/// <summary>
/// No other site can act for a signed-in person. Every unsafe request is checked unless its endpoint says
/// <c>DisableAntiforgery()</c> because it is called with a secret of its own.
/// </summary>
/// <remarks>
/// A body that is not a small form (an upload, a picture) is not read here: reading would spool it in clear. There the
/// token travels in the header, or the browser itself says that the request is ours (Sec-Fetch-Site, Origin).
/// </remarks>
public sealed class ForgeryGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    public const string Header = "X-Forgery-Guard";

    static readonly Refusal Forged = new("FORGED_REQUEST") { Status = StatusCodes.Status400BadRequest };

    /// <summary>Far more than any page of ours sends. Who has not signed in can make the court read this much and no more.</summary>
    const long LargestForm = 1024 * 1024;

    public async Task Invoke(HttpContext context)
    {
        if (FormBody.IsPlain(context.Request) && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestForm;
        }

        if (MustBeChecked(context) && !await IsOurs(context))
        {
            throw new RefusedException(Forged);
        }

        await next(context);
    }

    static bool MustBeChecked(HttpContext context) =>
        !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            || HttpMethods.IsOptions(context.Request.Method) || HttpMethods.IsTrace(context.Request.Method))
        && context.GetEndpoint() is { } endpoint
        && endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: false };

    async Task<bool> IsOurs(HttpContext context)
    {
        var origin = RequestOrigin.IsOurs(context.Request);
        if (origin == false)
        {
            return false;
        }

        if (FormBody.IsPlain(context.Request) || context.Request.Headers.ContainsKey(Header))
        {
            return await antiforgery.IsRequestValidAsync(context);
        }

        return origin == true;
    }
}
