using System.Security.Cryptography;
using Mingzheng.Base;
using Mingzheng.Identity.Platform;

namespace Mingzheng.Identity;

/// <summary>
/// One picture of a face for one comparison. It comes as the raw body of the request, lives in pinned memory (the collector
/// leaves no copies behind) and is wiped at the end. It is never a form file: those are spooled to disk.
/// </summary>
public sealed class Face : IDisposable
{
    const string MediaType = "image/jpeg";

    readonly byte[] memory;

    Face(byte[] memory, int length)
    {
        this.memory = memory;
        Jpeg = memory.AsMemory(0, length);
    }

    public ReadOnlyMemory<byte> Jpeg { get; }

    /// <exception cref="RefusedException">FACE_UNUSABLE for another media type, FACE_TOO_LARGE above 2 MB.</exception>
    public static async Task<Face> Read(HttpRequest request, CancellationToken stop)
    {
        Refuse.If(request.ContentType == MediaType ? null
            : new Refusal("FACE_UNUSABLE", "AW-03") { Status = StatusCodes.Status415UnsupportedMediaType });
        var memory = GC.AllocateUninitializedArray<byte>(IIdentityPlatform.LargestFace + 1, pinned: true);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(memory, memory.Length, throwOnEndOfStream: false, stop);
            Refuse.If(length > IIdentityPlatform.LargestFace
                ? new Refusal("FACE_TOO_LARGE", "AW-03") { Status = StatusCodes.Status413PayloadTooLarge } : null);
            return new Face(memory, length);
        }
        catch
        {
            CryptographicOperations.ZeroMemory(memory);
            throw;
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(memory);
}
