namespace Mingzheng.Signing.Issuer;

/// <summary>Asks to certify a signer's key for one signature event.</summary>
/// <param name="Event">The pseudonym under which the certificate names this signer and event.</param>
/// <param name="Name">The signer's name as the identity check confirmed it.</param>
/// <param name="Role">The signer's role in the session, for example <c>principal</c>.</param>
/// <param name="IdentityCheck">The number of the identity check on which the issuer may rely.</param>
public sealed record EventCertificateOrder(Guid Event, string Name, string Role, string IdentityCheck, ProvenPublicKey Key);

/// <summary>Asks to certify a court's long-lived seal key.</summary>
/// <param name="CourtId">Letters, digits and hyphens, at most 64.</param>
public sealed record SealCertificateOrder(string CourtId, string CourtName, ProvenPublicKey Key);

/// <summary>A certificate and the certificates between it and the root, without the root; all in DER.</summary>
public sealed record IssuedCertificate(byte[] Certificate, IReadOnlyList<byte[]> Chain);
