namespace Mingzheng.Web;

/// <summary>303 See Other: after an act the browser fetches the page that shows what came of it (RFC 9110 15.4.4).</summary>
public sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}
