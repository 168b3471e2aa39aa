using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mingzheng.Proof.Pdf;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Pdf;

/// <summary>The signatures are checked by programs that are not ours, with nothing but the root certificate.</summary>
[Trait("kind", "document")]
public sealed class PublicToolTests : IDisposable
{
    // pdfsig judges certificates at the present time, so these must be alive now.
    readonly TestAuthority authority = new(TimeProvider.System.GetUtcNow());
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Pdfsig_calls_every_signature_on_a_typeset_page_valid_and_trusted()
    {
        var signed = await SignTypeset();
        folder.Write("signed.pdf", signed);
        await ImportRoot();
        var output = await Pdfsig("signed.pdf");
        Count(output, "Signature Validation: Signature is Valid.").ShouldBe(3, output);
        Count(output, "Certificate Validation: Certificate is Trusted.").ShouldBe(3, output);
        Count(output, "Signature Type: ETSI.CAdES.detached").ShouldBe(3, output);

        folder.Write("broken.pdf", Damage(signed));
        Count(await Pdfsig("broken.pdf"), "Signature is Valid.").ShouldBeLessThan(3);
    }

    [Fact]
    public async Task Qpdf_finds_nothing_to_complain_about()
    {
        folder.Write("signed.pdf", await SignTypeset());
        var (code, output, errors) = await PublicTool.Run("qpdf", ["--check", "signed.pdf"], folder: folder.Path);
        code.ShouldBe(0, Encoding.UTF8.GetString(output) + errors);
    }

    [Fact]
    public async Task Openssl_verifies_the_CAdES_signature_and_refuses_another_document()
    {
        var signed = await SignTypeset();
        var (content, cms) = Parts(signed);
        folder.Write("content", content);
        folder.Write("signature.der", cms);
        folder.Write("root.pem", Encoding.ASCII.GetBytes(authority.Root.ExportCertificatePem()));
        string[] verify = ["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signature.der", "-CAfile", "root.pem", "-purpose", "any", "-out", "out", "-content"];
        var (code, _, errors) = await PublicTool.Run("openssl", [.. verify, "content"], folder: folder.Path);
        code.ShouldBe(0, errors);
        folder.Write("other", Damage(content));
        (await PublicTool.Run("openssl", [.. verify, "other"], folder: folder.Path)).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task Openssl_verifies_the_timestamp_over_the_signature_value()
    {
        var cms = new SignedCms();
        cms.Decode(Parts(await SignTypeset()).Cms);
        var signer = cms.SignerInfos[0];
        var token = signer.UnsignedAttributes.Cast<CryptographicAttributeObject>().Single().Values[0].RawData;
        folder.Write("token.der", token);
        folder.Write("value", signer.GetSignature());
        folder.Write("root.pem", Encoding.ASCII.GetBytes(authority.Root.ExportCertificatePem()));
        string[] verify = ["ts", "-verify", "-token_in", "-in", "token.der", "-CAfile", "root.pem", "-data"];
        var (code, output, errors) = await PublicTool.Run("openssl", [.. verify, "value"], folder: folder.Path);
        code.ShouldBe(0, Encoding.UTF8.GetString(output) + errors);
        folder.Write("other", [.. signer.GetSignature(), 0]);
        (await PublicTool.Run("openssl", [.. verify, "other"], folder: folder.Path)).ExitCode.ShouldNotBe(0);
    }

    async Task<byte[]> SignTypeset()
    {
        var pdf = File.ReadAllBytes(Checkout.File("tests/samples/typst.pdf"));
        foreach (var (field, name) in new[] { ("principal", "张三丰"), ("agent", "Lee Example") })
        {
            pdf = await Signing.TwoPassAsNewPerson(authority, pdf, field, name);
        }
        using var key = TestAuthority.NewKey();
        var seal = SealAppearance.Draw("虚构市中级人民法院", "电子签章", GlyphOutlines.Load(Checkout.File("tests/samples/seal-subset.ttf")));
        var request = Signing.Request("seal", "虚构市中级人民法院", page: 2, seal) with
        {
            Field = new SignatureField("seal", 2, new PdfRectangle(300, 500, seal.Width, seal.Height)),
        };
        return await PdfSigning.Sign(pdf, request, key, authority.Certify("虚构市中级人民法院", key), authority.Timestamp, authority.Trust);
    }

    async Task ImportRoot()
    {
        Directory.CreateDirectory(folder["nss"]);
        folder.Write("root.pem", Encoding.ASCII.GetBytes(authority.Root.ExportCertificatePem()));
        (await PublicTool.Run("certutil", ["-N", "-d", "sql:nss", "--empty-password"], folder: folder.Path)).ExitCode.ShouldBe(0);
        (await PublicTool.Run("certutil", ["-A", "-d", "sql:nss", "-n", "root", "-t", "CT,C,C", "-i", "root.pem"], folder: folder.Path)).ExitCode.ShouldBe(0);
    }

    async Task<string> Pdfsig(string file)
    {
        var (_, output, errors) = await PublicTool.Run("pdfsig", ["-nssdir", "sql:nss", file], folder: folder.Path);
        return Encoding.UTF8.GetString(output) + errors;
    }

    // The last signature's signed bytes and its CMS, cut out by the byte range alone.
    static (byte[] Content, byte[] Cms) Parts(byte[] signed)
    {
        var text = Encoding.Latin1.GetString(signed);
        var start = text.LastIndexOf("/ByteRange [", StringComparison.Ordinal) + "/ByteRange [".Length;
        var range = text[start..text.IndexOf(']', start)].Split(' ').Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var padded = Convert.FromHexString(text[(range[1] + 1)..(range[2] - 1)]);
        System.Formats.Asn1.AsnDecoder.ReadEncodedValue(padded, System.Formats.Asn1.AsnEncodingRules.DER, out _, out _, out var length);
        return ([.. signed.AsSpan(0, range[1]), .. signed.AsSpan(range[2], range[3])], padded[..length]);
    }

    static byte[] Damage(byte[] file)
    {
        var damaged = (byte[])file.Clone();
        damaged[9_000] ^= 1;
        return damaged;
    }

    static int Count(string text, string part) => text.Split(part).Length - 1;
}
