using System.IO.Pipelines;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Mingzheng.Base;
using Mingzheng.Base.Identifiers;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Materials;

/// <summary>
/// The file of a multipart request, read as it arrives: nothing is spooled in clear, as IFormFile would do.
/// </summary>
/// <param name="Name">As the sender calls it, without any folder; shown to people, never used as a path.</param>
sealed record UploadedFile(string Name, string MediaType, Stream Content)
{
    const int LongestName = 120;

    /// <param name="field">The form field to point at when the file is refused.</param>
    /// <exception cref="RefusedException">FILE_MISSING, FILE_TYPE.</exception>
    public static async Task<UploadedFile> Read(HttpRequest request, string field, CancellationToken stop)
    {
        var section = await FilePart.Of(request, stop)
            ?? throw new RefusedException(new Refusal("FILE_MISSING", "AW-02") { Field = field });
        var content = PipeReader.Create(section.Body);
        var head = await content.ReadAtLeastAsync(MaterialKinds.HeadBytes, stop);
        Refuse.If(head.Buffer.IsEmpty ? new Refusal("FILE_MISSING", "AW-02") { Field = field } : null);
        var mediaType = MaterialKinds.MediaTypeOf(head.Buffer)
            ?? throw new RefusedException(new Refusal("FILE_TYPE", "AW-02") { Field = field, Status = StatusCodes.Status415UnsupportedMediaType });
        // Looked at, not taken: whoever reads next gets the file from its first byte.
        content.AdvanceTo(head.Buffer.Start);
        return new UploadedFile(NameOf(section), mediaType, content.AsStream());
    }

    static string NameOf(MultipartSection section)
    {
        var disposition = section.GetContentDispositionHeader()!;
        var given = disposition.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "";
        var name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes().Where(rune => !WrittenForm.IsUnseen(rune)).Take(LongestName);
        return string.Concat(name).Trim();
    }
}
