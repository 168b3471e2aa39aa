using System.Security.Cryptography;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Mingzheng.Base;
using Mingzheng.Web;
using MinDataRate = Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate;

namespace Mingzheng.Verification.Files;

/// <summary>
/// A file that a stranger gives to be checked. It lives in memory for the length of the check and is never written anywhere: a package holds what
/// nobody else may read.
/// </summary>
/// <remarks>
/// What is held is what arrived, in the pieces in which it came; nothing copies them into one, here or in the program that judges them, which
/// reads a package where it lies. So the limit of a package is what <see cref="UploadPlaces"/> has for one network, and the memory of the court is
/// bounded by what it has for all. A PDF is taken apart whole and needs many times its length: its limit is lower.
/// </remarks>
sealed class GivenFile(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
{
    public const string Field = "file";
    public const int LargestDocument = 50 * Mebibyte;

    /// <summary>More than three quarters of an hour of a session: they make four megabytes a minute.</summary>
    public const int LargestPackage = 200 * Mebibyte;

    /// <summary>The whole request, with room for the form around the file.</summary>
    public const long LargestRequest = LargestPackage + Mebibyte;

    public const int Mebibyte = 1 << 20;

    const int Piece = 64 * 1024;

    /// <summary>Who sends slower, or stops, holds memory for nothing. A slow line has its ten minutes.</summary>
    static readonly MinDataRate SlowestLine = new(bytesPerSecond: 16 * 1024, gracePeriod: TimeSpan.FromSeconds(10));
    static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(10);

    public IReadOnlyList<ReadOnlyMemory<byte>> Pieces { get; } = pieces;

    public string Sha256 { get; } = Digest(pieces);

    public bool IsPdf => Pieces[0].Span.StartsWith("%PDF-"u8);

    public bool IsZip => LooksLikeZip(Pieces[0].Span);

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
            var content = part is null ? [] : await Arriving(part.Body, place, limit.Token);
            return content is [{ Length: > 0 }, ..] ? new GivenFile(content) : throw Refused("VERIFICATION_FILE_MISSING", StatusCodes.Status422UnprocessableEntity);
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge(LargestPackage);
        }
        catch (Exception fault) when (fault is IOException || (fault is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw Refused("VERIFICATION_FILE_CUT_OFF", StatusCodes.Status400BadRequest);
        }
    }

    static async Task<List<ReadOnlyMemory<byte>>> Arriving(Stream body, UploadPlace place, CancellationToken stop)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        var (length, largest) = (0, LargestDocument);
        int count;
        do
        {
            var piece = new byte[Piece];
            count = await body.ReadAtLeastAsync(piece, Piece, throwOnEndOfStream: false, stop);
            length += count;
            largest = pieces.Count > 0 ? largest : LooksLikeZip(piece) ? LargestPackage : LargestDocument;
            if (length > largest)
            {
                throw TooLarge(largest);
            }

            place.Grow(count);
            pieces.Add(piece.AsMemory(0, count));
        }
        while (count == Piece);
        return pieces;
    }

    static bool LooksLikeZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\x03\x04"u8);

    static string Digest(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in pieces)
        {
            hash.AppendData(piece.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static RefusedException TooLarge(int largest) =>
        Refused("VERIFICATION_FILE_TOO_LARGE", StatusCodes.Status413PayloadTooLarge, largest / Mebibyte);

    public static RefusedException Refused(string code, int status, params object[] args) =>
        new(new Refusal(code, "AW-17", args) { Status = status, Field = Field });
}
