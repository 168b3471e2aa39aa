using Mingzheng.Proof.Crypto;
using Mingzheng.Proof.Log;

namespace Mingzheng.Journal;

/// <summary>
/// Names and signs the installation's transparency log. Who has this key can publish a second history: its verifier key
/// (<c>/log/key</c>) is to be printed on paper receipts and given to witnesses.
/// </summary>
public sealed class LogKey : IDisposable
{
    readonly Ed25519Key key;
    readonly NoteSigner signer;

    /// <param name="origin">The log's name as in its checkpoints, for example "court.example/log".</param>
    /// <param name="seed">32 bytes.</param>
    public LogKey(string origin, ReadOnlySpan<byte> seed)
    {
        Origin = origin;
        key = Ed25519Key.FromSeed(seed);
        signer = new NoteSigner(origin, key);
    }

    public string Origin { get; }

    public NoteVerifier Verifier => signer.Verifier;

    public string Sign(long size, byte[] root) => signer.Sign(new Checkpoint(Origin, size, root).ToText()).ToString();

    public void Dispose() => key.Dispose();
}
