using Microsoft.AspNetCore.Http.Metadata;

namespace Mingzheng.Access;

/// <summary>Which bodies are read as forms at all.</summary>
public static class FormBody
{
    /// <summary>
    /// Fields alone, or files where the endpoint says how much of them memory holds: any other form with files would be written to the disk in
    /// clear before anybody has looked at it.
    /// </summary>
    public static bool IsRead(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return IsPlain(request)
            || (request.HasFormContentType && request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IFormOptionsMetadata>() is not null);
    }

    /// <summary>Fields alone, which are read in memory.</summary>
    public static bool IsPlain(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
    }
}
