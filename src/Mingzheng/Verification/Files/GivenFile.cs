using System.Security.Cryptography;
using Mingzheng.Base;
using Mingzheng.Web;

namespace Mingzheng.Verification.Files;

/// <summary>A file that a stranger gives to be checked. It lives in memory for the length of the check and is never written anywhere.</summary>
sealed record GivenFile(byte[] Content)
{
    public const string Field = "file";
    public const int Largest = 50 * 1024 * 1024;

    /// <summary>The whole request, with room for the form around the file.</summary>
    public const long LargestRequest = Largest + 1024 * 1024;

    const int Piece = 64 * 1024;

    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Content));

    public bool IsPdf => Content.AsSpan().StartsWith("%PDF-"u8);

    public bool IsZip => Content.AsSpan().StartsWith("PK\x03\x04"u8);

    /// <exception cref="RefusedException">VERIFICATION_FILE_MISSING, VERIFICATION_FILE_TOO_LARGE, VERIFICATION_FILE_CUT_OFF.</exception>
    public static async Task<GivenFile> Read(HttpRequest request, CancellationToken stop)
    {
        try
        {
            var part = await FilePart.Of(request, stop);
            var content = part is null ? [] : await Whole(part.Body, stop);
            return content.Length > 0 ? new GivenFile(content) : throw Refused("VERIFICATION_FILE_MISSING", StatusCodes.Status422UnprocessableEntity);
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        catch (IOException)
        {
            throw Refused("VERIFICATION_FILE_CUT_OFF", StatusCodes.Status400BadRequest);
        }
    }

    static async Task<byte[]> Whole(Stream body, CancellationToken stop)
    {
        using var whole = new MemoryStream();
        var piece = new byte[Piece];
        int count;
        while ((count = await body.ReadAsync(piece, stop)) > 0)
        {
            whole.Write(piece, 0, count);
            if (whole.Length > Largest)
            {
                throw TooLarge();
            }
        }

        return whole.ToArray();
    }

    static RefusedException TooLarge() => Refused("VERIFICATION_FILE_TOO_LARGE", StatusCodes.Status413PayloadTooLarge);

    public static RefusedException Refused(string code, int status) =>
        new(new Refusal(code, "AW-17", Largest / (1024 * 1024)) { Status = status, Field = Field });
}
