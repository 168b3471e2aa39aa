namespace Mingzheng.Identity.Platform;

/// <summary>Is the person before the camera the holder of this document?</summary>
/// <param name="Transaction">The court's number of this comparison; each is used once, also when one is repeated.</param>
/// <param name="Name">The name as the document writes it.</param>
/// <param name="DocumentNumber">The number as the person gave it; brackets and spaces do not matter.</param>
public sealed record IdentityQuestion(Guid Transaction, string Name, IdentityDocumentType DocumentType, string DocumentNumber);
