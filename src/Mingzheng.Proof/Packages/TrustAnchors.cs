using System.Security.Cryptography.X509Certificates;
using Mingzheng.Proof.Log;

namespace Mingzheng.Proof.Packages;

/// <summary>
/// What the one who checks trusts from another source than the package. What is null is taken from the package's trust
/// folder, and the report says so.
/// </summary>
/// <param name="Roots">Roots for signers.</param>
/// <param name="TimestampRoots">Roots for timestamps.</param>
/// <param name="Log">Key of the log.</param>
public sealed record TrustAnchors(
    X509Certificate2Collection? Roots = null, X509Certificate2Collection? TimestampRoots = null, NoteVerifier? Log = null);
