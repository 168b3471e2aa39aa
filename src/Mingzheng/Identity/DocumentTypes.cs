using Mingzheng.Base;
using Mingzheng.Identity.Platform;

namespace Mingzheng.Identity;

/// <summary>The documents as forms write them: "hong-kong-identity-card". Their names are the words <c>identity.document.TYPE</c>.</summary>
public static class DocumentTypes
{
    public static IReadOnlyList<IdentityDocumentType> All { get; } = Enum.GetValues<IdentityDocumentType>();

    public static string Word(IdentityDocumentType type) => IdentityChecks.WordOf(type);

    /// <exception cref="RefusedException">DOCUMENT_TYPE_MISSING.</exception>
    public static IdentityDocumentType Parse(string? word) =>
        All.Where(type => Word(type) == word).Select(type => (IdentityDocumentType?)type).FirstOrDefault()
        ?? throw new RefusedException(new Refusal("DOCUMENT_TYPE_MISSING", "AW-03") { Field = "document" });
}
