namespace Mingzheng.Web;

/// <summary>What a browser says about the page that sent a request.</summary>
public static class RequestOrigin
{
    /// <summary>Whether it is a page of ours; null when the browser says nothing, as programs do.</summary>
    public static bool? IsOurs(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is "same-origin" or "none";
        }

        return request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != "null"
            ? Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            : null;
    }
}
