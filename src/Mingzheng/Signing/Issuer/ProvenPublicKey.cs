namespace Mingzheng.Signing.Issuer;

/// <summary>A public key with the proof that its holder has the private key.</summary>
/// <param name="Information">SubjectPublicKeyInfo in DER, on the curve P-256 (WebCrypto's <c>spki</c>).</param>
/// <param name="Challenge">At least 16 bytes that the court chose for this signature.</param>
/// <param name="Proof">r || s, 64 bytes: the key's ECDSA signature with SHA-256 over the challenge.</param>
public sealed record ProvenPublicKey(byte[] Information, byte[] Challenge, byte[] Proof);
