using System.Security.Cryptography;
using Mingzheng.Proof.Crypto;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Proof;

public sealed class CurveTests
{
    /// <summary>RFC 8032 section 7.1, tests 1 to 3.</summary>
    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Ed25519_signs_as_RFC_8032_says(string seed, string publicKey, string message, string signature)
    {
        using var key = Ed25519Key.FromSeed(Convert.FromHexString(seed));

        Convert.ToHexStringLower(key.PublicKey).ShouldBe(publicKey);
        Convert.ToHexStringLower(key.Sign(Convert.FromHexString(message))).ShouldBe(signature);
        Convert.ToHexStringLower(key.ExportSeed()).ShouldBe(seed);
        Ed25519Key.Verify(key.PublicKey, Convert.FromHexString(message), Convert.FromHexString(signature)).ShouldBeTrue();
    }

    [Fact]
    public void A_signature_over_other_bytes_or_by_another_key_is_refused()
    {
        using var key = Ed25519Key.Generate();
        using var other = Ed25519Key.Generate();
        var signature = key.Sign("a"u8);

        Ed25519Key.Verify(key.PublicKey, "b"u8, signature).ShouldBeFalse();
        Ed25519Key.Verify(other.PublicKey, "a"u8, signature).ShouldBeFalse();
        Ed25519Key.Verify(key.PublicKey, "a"u8, signature.AsSpan(0, 63)).ShouldBeFalse();
    }

    /// <summary>RFC 7748 section 6.1.</summary>
    [Fact]
    public void X25519_agrees_as_RFC_7748_says()
    {
        using var bob = X25519Key.FromRaw(Convert.FromHexString("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
        var alice = Convert.FromHexString("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");

        Convert.ToHexStringLower(bob.PublicKey).ShouldBe("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
        Convert.ToHexStringLower(bob.Derive(alice)).ShouldBe("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    }

    [Fact]
    public void Both_sides_of_an_X25519_agreement_get_the_same_secret()
    {
        using var one = X25519Key.Generate();
        using var other = X25519Key.Generate();

        one.Derive(other.PublicKey).ShouldBe(other.Derive(one.PublicKey));
    }

    [Fact]
    public void A_peer_key_of_low_order_is_refused()
    {
        using var key = X25519Key.Generate();

        Should.Throw<CryptographicException>(() => key.Derive(new byte[32]));
    }
}
