using System.Text;
using Mingzheng.Proof.Crypto;

namespace Mingzheng.Proof.Log;

/// <summary>Signs notes under a name with an Ed25519 key, which the caller keeps and disposes.</summary>
public sealed class NoteSigner(string name, Ed25519Key key)
{
    public NoteVerifier Verifier { get; } = new(name, NoteAlgorithm.Ed25519, key.PublicKey);

    /// <summary>The note of this text with one signature. The text must end with a line break.</summary>
    public SignedNote Sign(string text)
    {
        var signature = new NoteSignature(Verifier.Name, Verifier.KeyId, key.Sign(Encoding.UTF8.GetBytes(text)));
        return new SignedNote(text, [signature]);
    }
}
