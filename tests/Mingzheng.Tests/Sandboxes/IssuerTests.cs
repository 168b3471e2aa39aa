using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mingzheng.Base;
using Mingzheng.Signing.Issuer;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Sandboxes;

public sealed class IssuerTests(RunningSandboxes sandboxes) : IClassFixture<RunningSandboxes>
{
    const string P256Curve = "nistP256";

    [Fact]
    public async Task An_event_certificate_holds_what_was_ordered()
    {
        using var issuer = sandboxes.Issuer();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var order = Order(key, "陳大文");

        var issued = await issuer.CertifyEvent(order, CancellationToken.None);

        using var certificate = X509CertificateLoader.LoadCertificate(issued.Certificate);
        certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false).ShouldBe("陳大文");
        certificate.Subject.ShouldContain(order.Event.ToString());
        (certificate.NotAfter - certificate.NotBefore).ShouldBe(TimeSpan.FromDays(3 * 365));
        certificate.NotBefore.ToUniversalTime().ShouldBeLessThanOrEqualTo(TimeProvider.System.GetUtcNow().UtcDateTime);
        certificate.PublicKey.ExportSubjectPublicKeyInfo().ShouldBe(key.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public async Task OpenSSL_verifies_an_event_certificate_and_reads_its_uses()
    {
        using var issuer = sandboxes.Issuer();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var folder = await Written(issuer, await issuer.CertifyEvent(Order(key, "陳大文"), CancellationToken.None));

        var (exit, output, errors) = await Verify(folder, "leaf.pem");
        exit.ShouldBe(0, errors);
        Encoding.UTF8.GetString(output).ShouldContain("leaf.pem: OK");

        var (_, text, _) = await PublicTool.Run("openssl", ["x509", "-in", folder["leaf.pem"], "-noout", "-text"]);
        var reading = Encoding.UTF8.GetString(text);
        reading.ShouldContain("X509v3 Key Usage: critical\n                Digital Signature, Non Repudiation\n");
        reading.ShouldContain("E-mail Protection, 1.3.6.1.5.5.7.3.36");
        reading.ShouldContain("X509v3 Subject Key Identifier");
        reading.ShouldContain("X509v3 Authority Key Identifier");
        reading.ShouldContain("CA:FALSE");
    }

    [Fact]
    public async Task OpenSSL_refuses_a_certificate_with_one_bit_changed()
    {
        using var issuer = sandboxes.Issuer();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var issued = await issuer.CertifyEvent(Order(key, "陳大文"), CancellationToken.None);
        issued.Certificate[^1] ^= 1;
        using var folder = await Written(issuer, issued);

        (await Verify(folder, "leaf.pem")).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task A_seal_certificate_names_the_court_for_three_years()
    {
        using var issuer = sandboxes.Issuer();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var order = new SealCertificateOrder("MZ-0101", "广东省示范市中级人民法院", Proven(key));

        var issued = await issuer.CertifySeal(order, CancellationToken.None);

        using var certificate = X509CertificateLoader.LoadCertificate(issued.Certificate);
        certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false).ShouldBe("广东省示范市中级人民法院");
        certificate.NotAfter.ShouldBe(certificate.NotBefore.AddYears(3));
        using var folder = await Written(issuer, issued);
        (await Verify(folder, "leaf.pem")).ExitCode.ShouldBe(0);
    }

    // X.520 allows 64 characters of common name; people may have longer names and must still be able to sign.
    [Fact]
    public async Task A_very_long_name_is_shortened_at_a_whole_character()
    {
        using var issuer = sandboxes.Issuer();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var issued = await issuer.CertifyEvent(Order(key, "a" + string.Concat(Enumerable.Repeat("𠮷", 60))), CancellationToken.None);

        using var certificate = X509CertificateLoader.LoadCertificate(issued.Certificate);
        certificate.GetNameInfo(X509NameType.SimpleName, false).ShouldBe("a" + string.Concat(Enumerable.Repeat("𠮷", 31)));
    }

    /// <summary>The court asks again when it was killed before it could keep the answer.</summary>
    [Fact]
    public async Task The_same_order_gives_the_first_certificate_even_after_a_restart()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var order = Order(key, "陳大文");
        byte[] first;
        using (var issuer = sandboxes.Issuer())
        {
            first = (await issuer.CertifyEvent(order, CancellationToken.None)).Certificate;
            (await issuer.CertifyEvent(order, CancellationToken.None)).Certificate.ShouldBe(first);
        }

        await sandboxes.Restart();
        using var restarted = sandboxes.Issuer();
        (await restarted.CertifyEvent(order, CancellationToken.None)).Certificate.ShouldBe(first);
    }

    [Fact]
    public async Task A_key_is_certified_once_even_after_a_restart()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string before;
        using (var issuer = sandboxes.Issuer())
        {
            await issuer.CertifyEvent(Order(key, "陳大文"), CancellationToken.None);
            before = await issuer.Root(CancellationToken.None);
            (await Refused(issuer, Order(key, "黃小明"))).ShouldBe("key-certified-before");
        }

        await sandboxes.Restart();
        using var restarted = sandboxes.Issuer();
        (await Refused(restarted, Order(key, "黃小明"))).ShouldBe("key-certified-before");
        (await restarted.Root(CancellationToken.None)).ShouldBe(before);
    }

    // Attack: somebody has another person's public key certified for themselves.
    [Fact]
    public async Task A_proof_by_another_key_or_over_another_challenge_is_refused()
    {
        using var issuer = sandboxes.Issuer();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = Proven(key);

        (await Refused(issuer, Order(key, "陳大文") with { Key = good with { Proof = Proven(other).Proof } })).ShouldBe("proof-wrong");
        (await Refused(issuer, Order(key, "陳大文") with { Key = good with { Challenge = new byte[32] } })).ShouldBe("proof-wrong");
        (await Refused(issuer, Order(key, "陳大文") with { Key = good with { Proof = [1, 2, 3] } })).ShouldBe("unreadable");
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("p384")]
    [InlineData("noise")]
    [InlineData("trailing")]
    public async Task A_key_that_is_not_on_P256_is_refused(string kind)
    {
        using var issuer = sandboxes.Issuer();
        using var rsa = RSA.Create(2048);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.CreateFromFriendlyName(P256Curve));
        var information = kind switch
        {
            "rsa" => rsa.ExportSubjectPublicKeyInfo(),
            "p384" => p384.ExportSubjectPublicKeyInfo(),
            "trailing" => [.. p256.ExportSubjectPublicKeyInfo(), 0],
            _ => [0x30, 0x03, 0x02, 0x01, 0x00],
        };

        (await Refused(issuer, Order(p256, "陳大文") with { Key = Proven(p256) with { Information = information } })).ShouldBe("key-not-p256");
    }

    [Theory]
    [InlineData("", "principal", "NIP-1")]
    [InlineData("陳大文", "", "NIP-1")]
    [InlineData("陳大文", "principal", "")]
    public async Task Nobody_is_certified_without_name_role_and_identity_check(string name, string role, string check)
    {
        using var issuer = sandboxes.Issuer();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        (await Refused(issuer, new EventCertificateOrder(Guid.CreateVersion7(), name, role, check, Proven(key)))).ShouldBe("unreadable");
    }

    [Fact]
    public async Task A_wrong_secret_gets_no_certificate()
    {
        using var issuer = sandboxes.Issuer(key: new OutsideServiceKey(RunningSandboxes.Key.AppId, "guess"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        (await Refused(issuer, Order(key, "陳大文"))).ShouldBe("bad-signature");
    }

    [Fact]
    public async Task An_issuer_that_refuses_fails_or_dawdles_says_so_by_type()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuer = sandboxes.Issuer(TimeSpan.FromSeconds(0.3));
        await using (await sandboxes.Told("ca", "refuse"))
        {
            (await Refused(issuer, Order(key, "陳大文"))).ShouldBe("refused");
        }

        await using (await sandboxes.Told("ca", "fail"))
        {
            await Should.ThrowAsync<OutsideServiceUnavailableException>(() => issuer.CertifyEvent(Order(key, "陳大文"), CancellationToken.None));
        }

        await using (await sandboxes.Told("ca", "slow", 60_000))
        {
            await Should.ThrowAsync<OutsideServiceUnavailableException>(() => issuer.CertifyEvent(Order(key, "陳大文"), CancellationToken.None));
        }
    }

    static EventCertificateOrder Order(ECDsa key, string name) =>
        new(Guid.CreateVersion7(), name, "principal", "NIP-1", Proven(key));

    static ProvenPublicKey Proven(ECDsa key)
    {
        var challenge = RandomNumberGenerator.GetBytes(32);
        return new ProvenPublicKey(key.ExportSubjectPublicKeyInfo(), challenge, key.SignData(challenge, HashAlgorithmName.SHA256));
    }

    static async Task<string> Refused(CertificateIssuer issuer, EventCertificateOrder order) =>
        (await Should.ThrowAsync<OutsideServiceRefusedException>(() => issuer.CertifyEvent(order, CancellationToken.None))).Code;

    static async Task<TemporaryFolder> Written(CertificateIssuer issuer, IssuedCertificate issued)
    {
        var folder = new TemporaryFolder();
        folder.Write("root.pem", Encoding.ASCII.GetBytes(await issuer.Root(CancellationToken.None)));
        folder.Write("chain.pem", Encoding.ASCII.GetBytes(string.Join('\n', issued.Chain.Select(Pem))));
        folder.Write("leaf.pem", Encoding.ASCII.GetBytes(Pem(issued.Certificate)));
        return folder;
    }

    static string Pem(byte[] der) => PemEncoding.WriteString("CERTIFICATE", der);

    static Task<(int ExitCode, byte[] Output, string Errors)> Verify(TemporaryFolder folder, string file) => PublicTool.Run(
        "openssl",
        ["verify", "-x509_strict", "-purpose", "smimesign", "-no-CApath", "-CAfile", folder["root.pem"], "-untrusted", folder["chain.pem"], folder[file]]);
}
