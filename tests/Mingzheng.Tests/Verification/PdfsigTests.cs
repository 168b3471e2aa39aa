using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Verification;

/// <summary>The papers of a real session, judged by poppler's pdfsig with nothing of ours but the published root.</summary>
[Collection(FinishedSessionTests.Name), Trait("kind", "court")]
public sealed class PdfsigTests(FinishedSessions sessions)
{
    /// <summary>Each paper with how many sign or seal it.</summary>
    static readonly (string Document, int Signers)[] Papers =
        [("power-of-attorney", 3), ("principal-commitment", 1), ("agent-commitment", 1), ("record", 3), ("certificate", 1)];

    [Theory, DatabaseData]
    public async Task With_only_the_published_root_pdfsig_calls_every_signature_valid_and_trusted_each_with_a_key_of_its_own(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        using var folder = await Trusting(await session.Stranger.Http.GetByteArrayAsync("/trust/root.pem"));
        var keys = new List<string>();
        foreach (var (document, signers) in Papers)
        {
            folder.Write($"{document}.pdf", await session.Pdf(document));
            var said = await Pdfsig(folder, $"{document}.pdf");
            Count(said, "Signature #").ShouldBe(signers, said);
            Count(said, "Signature Validation: Signature is Valid.").ShouldBe(signers, said);
            Count(said, "Certificate Validation: Certificate is Trusted.").ShouldBe(signers, said);
            Count(said, "Signature Type: ETSI.CAdES.detached").ShouldBe(signers, said);
            // The last signature covers the whole file; those before it cover what they found.
            Count(said, "- Total document signed").ShouldBe(1, said);
            Count(said, "- Not total document signed").ShouldBe(signers - 1, said);
            keys.AddRange(await Keys(folder, $"{document}.pdf"));
        }

        keys.Count.ShouldBe(Papers.Sum(paper => paper.Signers));
        keys.ShouldBeUnique();
    }

    [Fact]
    public async Task Without_the_root_or_with_one_changed_byte_pdfsig_says_so()
    {
        var session = await sessions.On(DatabaseKind.Sqlite);
        var pdf = await session.Pdf("power-of-attorney");
        using var nobody = await Trusting(null);
        nobody.Write("signed.pdf", pdf);
        var said = await Pdfsig(nobody, "signed.pdf");
        Count(said, "Signature is Valid.").ShouldBe(3, said);
        Count(said, "Certificate is Trusted.").ShouldBe(0, said);

        using var folder = await Trusting(await session.Stranger.Http.GetByteArrayAsync("/trust/root.pem"));
        pdf[pdf.AsSpan().IndexOf("stream\n"u8) + 200] ^= 1;
        folder.Write("broken.pdf", pdf);
        Count(await Pdfsig(folder, "broken.pdf"), "Signature is Valid.").ShouldBe(0);
    }

    /// <summary>A folder with an NSS database that trusts this root alone, or nobody.</summary>
    static async Task<TemporaryFolder> Trusting(byte[]? root)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["nss"]);
        (await PublicTool.Run("certutil", ["-N", "-d", "sql:nss", "--empty-password"], folder: folder.Path)).ExitCode.ShouldBe(0);
        if (root is not null)
        {
            folder.Write("root.pem", root);
            var added = await PublicTool.Run("certutil", ["-A", "-d", "sql:nss", "-n", "root", "-t", "CT,C,C", "-i", "root.pem"], folder: folder.Path);
            added.ExitCode.ShouldBe(0, added.Errors);
        }

        return folder;
    }

    static async Task<string> Pdfsig(TemporaryFolder folder, string file)
    {
        var (_, output, errors) = await PublicTool.Run("pdfsig", ["-nssdir", "sql:nss", file], folder: folder.Path);
        return Encoding.UTF8.GetString(output) + errors;
    }

    /// <summary>The digests of the signers' public keys, from the signatures that pdfsig cuts out of the file.</summary>
    static async Task<IEnumerable<string>> Keys(TemporaryFolder folder, string file)
    {
        await PublicTool.Run("pdfsig", ["-nssdir", "sql:nss", "-dump", file], folder: folder.Path);
        return Directory.GetFiles(folder.Path, $"{file}.sig*").Select(cut =>
        {
            var padded = File.ReadAllBytes(cut);
            AsnDecoder.ReadEncodedValue(padded, AsnEncodingRules.DER, out _, out _, out var length);
            var signature = new SignedCms();
            signature.Decode(padded.AsSpan(0, length));
            return Convert.ToHexStringLower(SHA256.HashData(signature.SignerInfos[0].Certificate!.PublicKey.ExportSubjectPublicKeyInfo()));
        });
    }

    static int Count(string text, string part) => text.Split(part).Length - 1;
}
