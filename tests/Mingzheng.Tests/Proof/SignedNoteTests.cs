using System.Buffers.Binary;
using System.Text;
using Mingzheng.Proof.Crypto;
using Mingzheng.Proof.Log;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Proof;

public sealed class SignedNoteTests
{
    /// <summary>The example of the Go package golang.org/x/mod/sumdb/note.</summary>
    const string PeterVkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    const string PeterNote =
        "If you think cryptography is the answer to your problem,\n" +
        "then you don't know what your problem is.\n" +
        "\n" +
        "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    [Fact]
    public void A_note_signed_by_another_implementation_verifies()
    {
        var verifier = NoteVerifier.Parse(PeterVkey);

        SignedNote.Parse(PeterNote).IsSignedBy(verifier).ShouldBeTrue();
        verifier.ToString().ShouldBe(PeterVkey);
        SignedNote.Parse(PeterNote).ToString().ShouldBe(PeterNote);
        SignedNote.Parse(PeterNote.Replace("answer", "Answer", StringComparison.Ordinal)).IsSignedBy(verifier).ShouldBeFalse();
    }

    [Fact]
    public void A_checkpoint_is_opened_only_under_the_name_of_its_log()
    {
        using var key = Ed25519Key.Generate();
        var signer = new NoteSigner("court.example/log", key);
        var checkpoint = new Checkpoint("court.example/log", 7, LogHash.Leaf([1]));
        var foreign = checkpoint with { Origin = "court.example/other" };

        var note = SignedNote.Parse(signer.Sign(checkpoint.ToText()).ToString());

        var opened = Checkpoint.Open(note, signer.Verifier).ShouldNotBeNull();
        (opened.Origin, opened.Size).ShouldBe((checkpoint.Origin, checkpoint.Size));
        opened.Root.ShouldBe(checkpoint.Root);
        Checkpoint.Open(signer.Sign(foreign.ToText()), signer.Verifier).ShouldBeNull();
        Checkpoint.Open(note, NoteVerifier.Parse(PeterVkey)).ShouldBeNull();
    }

    [Fact]
    public void A_witness_cosignature_verifies_with_its_time()
    {
        using var key = Ed25519Key.Generate();
        using var witnessKey = Ed25519Key.Generate();
        var witness = new NoteVerifier("witness.example", NoteAlgorithm.CosignatureV1, witnessKey.PublicKey);
        var note = new NoteSigner("court.example/log", key).Sign(new Checkpoint("court.example/log", 1, LogHash.Leaf([])).ToText());
        var cosigned = new SignedNote(note.Text, [.. note.Signatures, Cosign(note.Text, witness, witnessKey, 1_700_000_000)]);
        var redated = new SignedNote(note.Text, [.. note.Signatures, Redate(cosigned.Signatures[1])]);

        SignedNote.Parse(cosigned.ToString()).CosignedAt(NoteVerifier.Parse(witness.ToString())).ShouldBe(1_700_000_000);
        redated.CosignedAt(witness).ShouldBeNull();
        note.CosignedAt(witness).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n\u2014 name\n")]
    [InlineData("text\n\n- name AAAAAAA=\n")]
    [InlineData("text\n\n\u2014 name !!!!\n")]
    [InlineData("text\n\n\u2014 name AAAAAA==\n")]
    [InlineData("te\u0001xt\n\n\u2014 name AAAAAAA=\n")]
    [InlineData("text\n\n\u2014 name AAAAAAA=")]
    public void A_malformed_note_is_refused(string note) =>
        Should.Throw<FormatException>(() => SignedNote.Parse(Encoding.UTF8.GetBytes(note)));

    [Theory]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("PeterNeumann+c74f20a3+AAAA")]
    public void A_mistyped_key_is_refused(string vkey) => Should.Throw<FormatException>(() => NoteVerifier.Parse(vkey));

    [Theory]
    [InlineData("log\n1\n")]
    [InlineData("log\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    [InlineData("log\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    [InlineData("log\n1\nAAAA\n")]
    [InlineData("log\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    public void A_malformed_checkpoint_is_refused(string text) => Should.Throw<FormatException>(() => Checkpoint.Parse(text));

    static NoteSignature Cosign(string text, NoteVerifier witness, Ed25519Key key, long time)
    {
        var line = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(line, time);
        return new NoteSignature(
            witness.Name, witness.KeyId, [.. line, .. key.Sign(Encoding.UTF8.GetBytes($"cosignature/v1\ntime {time}\n{text}"))]);
    }

    static NoteSignature Redate(NoteSignature cosignature)
    {
        var changed = (byte[])cosignature.Signature.Clone();
        changed[7] ^= 1;
        return cosignature with { Signature = changed };
    }
}
