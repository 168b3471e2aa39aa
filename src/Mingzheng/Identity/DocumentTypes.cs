using Mingzheng.Base;
using Mingzheng.Base.Identifiers;
using Mingzheng.Identity.Platform;

namespace Mingzheng.Identity;

/// <summary>The documents as forms write them: "hong-kong-identity-card". Their names are the words <c>identity.document.TYPE</c>.</summary>
public static class DocumentTypes
{
    public static IReadOnlyList<IdentityDocumentType> All { get; } = Enum.GetValues<IdentityDocumentType>();

    public static string Word(IdentityDocumentType type) => IdentityChecks.WordOf(type);

    /// <summary>A number as others may see it, by the rule of its document; hidden whole when the document is none that is known.</summary>
    public static string Mask(string word, string number) =>
        All.Where(type => Word(type) == word).Select(type => IdentityDocument.Mask(type, number)).FirstOrDefault() ?? Masking.Hidden;

    /// <exception cref="RefusedException">DOCUMENT_TYPE_MISSING.</exception>
    public static IdentityDocumentType Parse(string? word) => Find(word) ?? throw new RefusedException(Missing);

    internal static Refusal Missing => new("DOCUMENT_TYPE_MISSING", "AW-03") { Field = "document" };

    /// <summary>Null when no document is written like this.</summary>
    internal static IdentityDocumentType? Find(string? word) =>
        All.Where(type => Word(type) == word).Select(type => (IdentityDocumentType?)type).FirstOrDefault();
}
