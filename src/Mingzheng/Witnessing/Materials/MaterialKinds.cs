using System.Buffers;
using Mingzheng.Access;

namespace Mingzheng.Witnessing.Materials;

/// <summary>Which papers who hands in (witnessing rules 3 and 6), and which kinds of file a paper may be.</summary>
static class MaterialKinds
{
    public const string IdentityPaper = "identity-paper";
    public const string Licence = "licence";
    public const string FirmLetter = "firm-letter";

    public const int HeadBytes = 8;
    /// <summary>Of one person for one authorization; a paper that is photographed badly ten times still has its place.</summary>
    public const int MostInADay = 20;

    public const long LargestFile = 20 * 1024 * 1024;

    /// <summary>Everything that has to be there before the court accepts.</summary>
    public static readonly IReadOnlyList<string> All = [IdentityPaper, Licence, FirmLetter];

    public static IReadOnlyList<string> Of(Standing standing) =>
        standing.HasFlag(Standing.Principal) ? [IdentityPaper] : standing.HasFlag(Standing.Agent) ? [Licence, FirmLetter] : [];

    /// <summary>An identity paper is seen by its holder and the court only; the lawyer sees its number masked (section 24).</summary>
    public static bool MayOpen(Material material, Standing standing, Guid account) =>
        material.Kind != IdentityPaper || material.GivenBy == account
            || (standing & (Standing.Judge | Standing.CourtJudge | Standing.Clerk)) != Standing.None;

    /// <summary>The media type that the first bytes show, whatever the sender calls the file; null for anything else than PDF, JPEG, PNG.</summary>
    public static string? MediaTypeOf(ReadOnlySequence<byte> file)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        file.Slice(0, Math.Min(HeadBytes, file.Length)).CopyTo(head);
        return head.StartsWith("%PDF-"u8) ? "application/pdf"
            : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
            : head.SequenceEqual((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
            : null;
    }

    public static string ExtensionOf(string mediaType) => mediaType switch
    {
        "application/pdf" => ".pdf",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        _ => throw new ArgumentOutOfRangeException(nameof(mediaType), mediaType, "No such material is kept."),
    };
}
