using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Mingzheng.Web;

/// <summary>Finds the file of a multipart request, to be read as it arrives: nothing is spooled in clear, as IFormFile would do.</summary>
public static class FilePart
{
    const int LongestBoundary = 100;

    /// <summary>The first part that is a file; null when the request has none.</summary>
    public static async Task<MultipartSection?> Of(HttpRequest request, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary)
        {
            return null;
        }

        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(stop) is { } section)
        {
            if (section.GetContentDispositionHeader()?.IsFileDisposition() == true)
            {
                return section;
            }
        }

        return null;
    }
}
