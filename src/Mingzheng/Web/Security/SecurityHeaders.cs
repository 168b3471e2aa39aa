namespace Mingzheng.Web.Security;

/// <summary>
/// Headers on every response. Nothing runs or loads that is not ours: no inline script or style, no third-party origin.
/// Pages with personal facts are never stored; an endpoint that sets its own Cache-Control keeps it.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context.Request);
        headers.Remove("blazor-enhanced-nav");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] =
            "camera=(self), microphone=(self), display-capture=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
    }

    static string Policy(HttpRequest request)
    {
        // Older Safari does not count a socket to the same host as 'self'.
        var sockets = (request.IsHttps ? "wss://" : "ws://") + request.Host;
        return "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
            + $"media-src 'self' blob: mediastream:; connect-src 'self' {sockets}; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
    }
}
