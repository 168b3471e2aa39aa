using System.Net;
using System.Security.Cryptography;
using System.Text;
using Mingzheng.Base.Database;
using Mingzheng.Proof.Pdf;
using Mingzheng.Signing.Issuer;
using Mingzheng.Signing.Timestamps;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Pdf;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Verification;

[Collection(FinishedSessionTests.Name), Trait("kind", "court")]
public sealed class FileCheckTests(FinishedSessions sessions)
{
    [Theory, DatabaseData]
    public async Task A_document_of_the_court_is_genuine_and_its_signers_are_named(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var page = await session.Check(await session.Pdf("power-of-attorney"));

        page.Status.ShouldBe(HttpStatusCode.OK, page.Text);
        page.Readable.ShouldContain("真实、完整");
        page.Readable.ShouldContain((await session.Document("power-of-attorney")).Sha256);
        page.Readable.ShouldContain("授权委托书");
        page.Readable.ShouldContain("郑明示");
    }

    [Theory, DatabaseData]
    public async Task The_sealed_certificate_is_genuine(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        (await session.Check(await session.Pdf("certificate"))).Readable.ShouldContain("真实、完整");
    }

    /// <summary>Attack: one byte of the signed text is changed.</summary>
    [Theory, DatabaseData]
    public async Task A_changed_byte_is_noticed(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var pdf = await session.Pdf("power-of-attorney");
        var stream = pdf.AsSpan().IndexOf("stream\n"u8) + 200;
        pdf[stream] ^= 1;

        (await session.Check(pdf)).Readable.ShouldContain("签名之后被改动");
    }

    /// <summary>Attack: a revision is appended; every signature stays mathematically right.</summary>
    [Theory, DatabaseData]
    public async Task A_revision_added_later_is_noticed_and_the_last_known_state_named(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var pdf = await session.Pdf("power-of-attorney");
        var page = await session.Check([.. pdf, .. "1 0 obj\n<</Type/Catalog>>\nendobj\n"u8]);

        page.Readable.ShouldContain("签名之后被改动");
        page.Readable.ShouldContain((await session.Document("power-of-attorney")).Sha256);
    }

    /// <summary>Attack: the document is cut back to a time when a signature was still lacking.</summary>
    [Theory, DatabaseData]
    public async Task An_earlier_state_is_not_taken_for_the_finished_document(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var pdf = await session.Pdf("power-of-attorney");
        var last = pdf.AsSpan().LastIndexOf("%%EOF"u8);
        var before = pdf.AsSpan(0, last).LastIndexOf("%%EOF\n"u8) + "%%EOF\n".Length;

        (await session.Check(pdf[..before])).Readable.ShouldContain("签名未完成");
    }

    [Theory, DatabaseData]
    public async Task A_document_signed_elsewhere_is_foreign(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var pdf = await Pdf.Signing.SignedBy(new TestAuthority(Pdf.Signing.Instant), SamplePdf.Pages("Power of attorney"), "Somebody");

        (await session.Check(pdf)).Readable.ShouldContain("不是本院认可的签名");
    }

    /// <summary>Attack: whoever gets a certificate from the same issuer signs a document of their own making.</summary>
    [Theory, DatabaseData]
    public async Task Sound_signatures_do_not_make_a_document_of_this_court(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        using var key = TestAuthority.NewKey();
        var challenge = RandomNumberGenerator.GetBytes(32);
        var proven = new ProvenPublicKey(key.ExportSubjectPublicKeyInfo(), challenge, Pdf.Signing.SignAsBrowser(key, challenge));
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var issued = await session.Court.Get<ICertificateIssuer>().CertifyEvent(new EventCertificateOrder(id, "Somebody", "principal", "room", proven), default);
        var signer = new SignerCertificate(issued.Certificate, issued.Chain);
        var request = Pdf.Signing.Request("signer-1", "Somebody") with { At = TimeProvider.System.GetUtcNow() };
        var prepared = PdfSigning.Resume(PdfSigning.Prepare(SamplePdf.Pages("Power of attorney"), request).Pdf);
        var signed = await PdfSigning.Complete(
            prepared, signer, Pdf.Signing.SignAsBrowser(key, prepared.SignedAttributes(signer)),
            asked => session.Court.Get<ITimestampAuthority>().Stamp(asked, default),
            await session.Court.Get<Mingzheng.Signing.TrustAnchorFiles>().Signing(TimeProvider.System.GetUtcNow(), default));

        (await session.Check(signed)).Readable.ShouldContain("本院没有记载");
    }

    [Fact]
    public async Task What_cannot_be_checked_is_refused_clearly_and_leaves_no_trace()
    {
        var session = await sessions.On(DatabaseKind.Sqlite);
        (await session.Check(SamplePdf.Pages("nobody signed this"))).Readable.ShouldContain("没有签名");
        (await session.Check("%PDF-1.7\nmarked-garbage-of-a-stranger"u8.ToArray())).Readable.ShouldContain("无法核对");
        (await session.Check("PK\x03\x04 no archive"u8.ToArray())).Readable.ShouldContain("见证包未能全部核实");
        Expect(await session.Check("plain text"u8.ToArray()), HttpStatusCode.UnsupportedMediaType, "这既不是 PDF 文书");
        Expect(await session.Check([]), HttpStatusCode.UnprocessableEntity, "请选择要查验的文件");

        session.Court.FilesContaining("marked-garbage-of-a-stranger").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_is_no_form_or_stops_in_the_middle_is_refused()
    {
        await using var court = await CourtHost.Start();
        using var visitor = court.Visitor();
        using var plain = new StringContent("nothing");
        Expect(Page.Read(await visitor.Http.PostAsync("/verify", plain)), HttpStatusCode.UnprocessableEntity, "请选择要查验的文件");
        using var broken = new ByteArrayContent(Encoding.ASCII.GetBytes(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 and then nothing"));
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        Expect(Page.Read(await visitor.Http.PostAsync("/verify", broken)), HttpStatusCode.BadRequest, "文件没有完整传到");
    }

    /// <summary>Attack: filling the memory of the court.</summary>
    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_with_another_way_to_check_it()
    {
        await using var court = await CourtHost.Start();
        using var visitor = court.Visitor();

        var page = await FinishedSession.Check(visitor, new byte[50 * 1024 * 1024 + 1]);
        Expect(page, HttpStatusCode.RequestEntityTooLarge, "mingzheng-verify");
        page.Readable.ShouldContain("50 MB");
        var package = new byte[200 * 1024 * 1024 + 1];
        "PK\x03\x04"u8.CopyTo(package);
        page = await FinishedSession.Check(visitor, package);
        Expect(page, HttpStatusCode.RequestEntityTooLarge, "mingzheng-verify");
        page.Readable.ShouldContain("200 MB");
    }

    /// <summary>A session of eighteen minutes makes more than seventy megabytes: the package of a usual one is checked here, by the program and its bounds.</summary>
    [Fact]
    public async Task The_package_of_a_long_session_is_proved()
    {
        var session = await sessions.On(DatabaseKind.Sqlite);

        var page = await session.Check(Padded(await session.Package(), 180 * 1024 * 1024));

        page.Status.ShouldBe(HttpStatusCode.OK, page.Readable);
        page.Readable.ShouldContain("见证包真实、完整");
    }

    /// <summary>The same zip with a gap before its directory, whose place stands in its last record.</summary>
    static byte[] Padded(byte[] zip, int gap)
    {
        var last = zip.AsSpan().LastIndexOf("PK\x05\x06"u8);
        var directory = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(last + 16));
        byte[] padded = [.. zip.AsSpan(0, directory), .. new byte[gap], .. zip.AsSpan(directory)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(padded.AsSpan(last + gap + 16), directory + gap);
        return padded;
    }

    [Fact]
    public async Task Without_the_authority_nothing_is_called_genuine_or_forged()
    {
        await using var court = await CourtHost.Start(DatabaseKind.Sqlite, null, "OutsideServices:CertificateIssuer:BaseUrl=http://127.0.0.1:1");
        using var visitor = court.Visitor();

        var page = await FinishedSession.Check(visitor, SamplePdf.Pages("any"));
        page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Refusal.ShouldBe("ISSUER_UNAVAILABLE");
    }

    static void Expect(Page page, HttpStatusCode status, string says)
    {
        page.Status.ShouldBe(status, page.Text);
        page.Readable.ShouldContain(says);
    }
}
