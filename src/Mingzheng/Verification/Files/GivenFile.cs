using System.Security.Cryptography;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Mingzheng.Base;
using Mingzheng.Web;
using MinDataRate = Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate;

namespace Mingzheng.Verification.Files;

/// <summary>A file that a stranger gives to be checked. It lives in memory for the length of the check and is never written anywhere.</summary>
sealed record GivenFile(ReadOnlyMemory<byte> Content)
{
    public const string Field = "file";
    public const int Largest = 50 * 1024 * 1024;

    /// <summary>The whole request, with room for the form around the file.</summary>
    public const long LargestRequest = Largest + 1024 * 1024;

    const int Piece = 64 * 1024;

    /// <summary>Who sends slower, or stops, holds memory for nothing. A slow line has its five minutes.</summary>
    static readonly MinDataRate SlowestLine = new(bytesPerSecond: 16 * 1024, gracePeriod: TimeSpan.FromSeconds(10));
    static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(5);

    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Content.Span));

    public bool IsPdf => Content.Span.StartsWith("%PDF-"u8);

    public bool IsZip => Content.Span.StartsWith("PK\x03\x04"u8);

    /// <param name="place">Counts what arrives.</param>
    /// <exception cref="RefusedException">VERIFICATION_FILE_MISSING, VERIFICATION_FILE_TOO_LARGE, VERIFICATION_FILE_CUT_OFF, VERIFICATION_BUSY.</exception>
    public static async Task<GivenFile> Read(HttpContext context, UploadPlace place, CancellationToken stop)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = SlowestLine;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LongestSending);
        try
        {
            var part = await FilePart.Of(context.Request, limit.Token);
            var content = part is null ? default : await Whole(part.Body, place, limit.Token);
            return content.Length > 0 ? new GivenFile(content) : throw Refused("VERIFICATION_FILE_MISSING", StatusCodes.Status422UnprocessableEntity);
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        catch (Exception fault) when (fault is IOException || (fault is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw Refused("VERIFICATION_FILE_CUT_OFF", StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Kept in pieces until all is there: what is held is what arrived, and not the room that a growing buffer reserves.</summary>
    static async Task<ReadOnlyMemory<byte>> Whole(Stream body, UploadPlace place, CancellationToken stop)
    {
        var pieces = new List<byte[]>();
        var length = 0;
        int count;
        do
        {
            var piece = new byte[Piece];
            count = await body.ReadAtLeastAsync(piece, Piece, throwOnEndOfStream: false, stop);
            length += count;
            if (length > Largest)
            {
                throw TooLarge();
            }

            place.Grow(count);
            pieces.Add(piece);
        }
        while (count == Piece);

        var whole = new byte[length];
        for (var at = 0; at < length; at += Piece)
        {
            pieces[at / Piece].AsSpan(0, Math.Min(Piece, length - at)).CopyTo(whole.AsSpan(at));
        }

        return whole;
    }

    static RefusedException TooLarge() => Refused("VERIFICATION_FILE_TOO_LARGE", StatusCodes.Status413PayloadTooLarge);

    public static RefusedException Refused(string code, int status) =>
        new(new Refusal(code, "AW-17", Largest / (1024 * 1024)) { Status = status, Field = Field });
}
