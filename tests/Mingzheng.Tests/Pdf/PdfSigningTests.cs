using System.Security.Cryptography;
using Mingzheng.Proof.Pdf;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Pdf;

[Trait("kind", "document")]
public sealed class PdfSigningTests
{
    readonly TestAuthority authority = new(Signing.Instant);
    readonly byte[] pdf = SamplePdf.Pages("Power of attorney", "Second page");

    [Fact]
    public async Task Three_people_sign_one_after_the_other_and_each_earlier_file_is_a_strict_prefix()
    {
        var signed = new List<byte[]> { pdf };
        foreach (var name in new[] { "张三丰", "Lee Example", "赵六" })
        {
            using var key = TestAuthority.NewKey();
            signed.Add(await Signing.TwoPass(signed[^1], Signing.Request($"field-{signed.Count}", name, page: 2), key, authority.Certify(name, key), authority));
        }
        for (var i = 1; i < signed.Count; i++)
        {
            signed[i].AsSpan().StartsWith(signed[i - 1]).ShouldBeTrue();
        }
        var report = PdfCheck.Check(signed[^1], authority.Roots, authority.Roots);
        report.Verdict.ShouldBe(PdfVerdict.Valid, report.Reason);
        report.Signatures.Select(signature => signature.Signer).ShouldBe(["张三丰", "Lee Example", "赵六"]);
        report.Signatures.Select(signature => signature.CertificateSha256).Distinct().Count().ShouldBe(3);
        report.Signatures.ShouldAllBe(signature => signature.Trusted && signature.TimestampTrusted && signature.Timestamp == Signing.Instant);
    }

    [Fact]
    public async Task A_prepared_file_is_all_that_is_kept_between_the_two_requests()
    {
        using var key = TestAuthority.NewKey();
        var signer = authority.Certify("Lee Example", key);
        var prepared = PdfSigning.Prepare(pdf, Signing.Request("principal", "Lee Example"));
        var resumed = PdfSigning.Resume((byte[])prepared.Pdf.Clone());
        resumed.DocumentDigest.ShouldBe(prepared.DocumentDigest);
        resumed.SignedAttributes(signer).ShouldBe(prepared.SignedAttributes(signer));
        resumed.FieldName.ShouldBe("principal");
        var signed = await PdfSigning.Complete(resumed, signer, Signing.SignAsBrowser(key, prepared.SignedAttributes(signer)), authority.Timestamp, authority.Trust);
        signed.Length.ShouldBe(prepared.Pdf.Length);
    }

    [Fact]
    public async Task A_signature_by_another_key_is_refused_before_any_timestamp_is_asked_for()
    {
        using var key = TestAuthority.NewKey();
        using var other = TestAuthority.NewKey();
        var signer = authority.Certify("Lee Example", key);
        var prepared = PdfSigning.Prepare(pdf, Signing.Request("principal", "Lee Example"));
        var asked = false;
        var refusal = await Should.ThrowAsync<PdfSigningException>(() => PdfSigning.Complete(
            prepared, signer, Signing.SignAsBrowser(other, prepared.SignedAttributes(signer)), request => { asked = true; return authority.Timestamp(request); }, authority.Trust));
        refusal.Failure.ShouldBe(PdfSigningFailure.SignatureWrong);
        asked.ShouldBeFalse();
    }

    [Fact]
    public async Task Signing_fails_closed_when_the_timestamp_authority_is_down_or_answers_for_another_request()
    {
        (await Refused(_ => throw new HttpRequestException("connection refused"))).ShouldBe(PdfSigningFailure.TimestampFailed);
        (await Refused(_ => Task.FromResult(new byte[] { 0x30, 0 }))).ShouldBe(PdfSigningFailure.TimestampFailed);
        (await Refused(authority.TimestampWithAnotherNonce)).ShouldBe(PdfSigningFailure.TimestampFailed);

        async Task<PdfSigningFailure> Refused(Func<byte[], Task<byte[]>> timestamp)
        {
            using var key = TestAuthority.NewKey();
            return (await Should.ThrowAsync<PdfSigningException>(() => PdfSigning.Sign(
                pdf, Signing.Request("seal", "Court"), key, authority.Certify("Court", key), timestamp, authority.Trust))).Failure;
        }
    }

    [Fact]
    public async Task Only_the_first_signature_certifies_the_document_for_signing_alone()
    {
        var signed = await Signing.SignedBy(authority, pdf, "张三丰", "Lee Example");
        var text = System.Text.Encoding.Latin1.GetString(signed);
        text.Split("/TransformMethod /DocMDP").Length.ShouldBe(2);
        text.ShouldContain("/Perms <</DocMDP ");
        text.ShouldContain("/TransformParams/P 2/");
    }

    [Fact]
    public async Task A_field_takes_one_signature_only()
    {
        var signed = await Signing.SignedBy(authority, pdf, "Lee Example");
        Should.Throw<PdfSigningException>(() => PdfSigning.Prepare(signed, Signing.Request("signer-1", "Lee Example"))).Failure
            .ShouldBe(PdfSigningFailure.FieldTaken);
    }

    [Fact]
    public async Task A_completed_file_cannot_be_completed_again()
    {
        var signed = await Signing.SignedBy(authority, pdf, "Lee Example");
        Should.Throw<PdfSigningException>(() => PdfSigning.Resume(signed)).Failure.ShouldBe(PdfSigningFailure.NotPrepared);
        Should.Throw<PdfSigningException>(() => PdfSigning.Resume(pdf)).Failure.ShouldBe(PdfSigningFailure.NotPrepared);
    }

    [Fact]
    public async Task Too_little_room_is_refused_and_leaves_the_prepared_file_as_it_was()
    {
        using var key = TestAuthority.NewKey();
        var prepared = PdfSigning.Prepare(pdf, Signing.Request("seal", "Court") with { ReservedBytes = 500 });
        var signer = authority.Certify("Court", key);
        var before = (byte[])prepared.Pdf.Clone();
        (await Should.ThrowAsync<PdfSigningException>(() => PdfSigning.Complete(
            prepared, signer, Signing.SignAsBrowser(key, prepared.SignedAttributes(signer)), authority.Timestamp, authority.Trust))).Failure
            .ShouldBe(PdfSigningFailure.ReservationTooSmall);
        prepared.Pdf.ShouldBe(before);
    }

    [Theory]
    [InlineData("principal", 3)]
    [InlineData("principal", 0)]
    [InlineData("two.levels", 1)]
    [InlineData("", 1)]
    public void A_place_that_does_not_exist_is_refused(string field, int page) =>
        Should.Throw<PdfSigningException>(() => PdfSigning.Prepare(pdf, Signing.Request(field, "Lee Example", page))).Failure
            .ShouldBe(PdfSigningFailure.PlaceUnknown);

    [Fact]
    public async Task Fields_placed_before_the_first_signature_are_filled_one_by_one()
    {
        var place = new PdfRectangle(72, 300, 120, 40);
        var placed = PdfSigning.PlaceFields(pdf, [new("principal", 1, place), new("judge", 2, place)]);
        PdfCheck.Check(placed, authority.Roots, authority.Roots).EmptyFields.ShouldBe(["principal", "judge"]);
        foreach (var name in new[] { "principal", "judge" })
        {
            using var key = TestAuthority.NewKey();
            placed = await Signing.TwoPass(placed, Signing.Request(name, name), key, authority.Certify(name, key), authority);
        }
        var report = PdfCheck.Check(placed, authority.Roots, authority.Roots);
        report.Verdict.ShouldBe(PdfVerdict.Valid, report.Reason);
        report.EmptyFields.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_certificate_stays_good_after_it_expired_because_the_timestamp_shows_when_it_was_used()
    {
        using var key = TestAuthority.NewKey();
        var signer = authority.Certify("Lee Example", key, TimeSpan.FromMinutes(10));
        var signed = await Signing.TwoPass(pdf, Signing.Request("principal", "Lee Example"), key, signer, authority);
        PdfCheck.Check(signed, authority.Roots, authority.Roots).Verdict.ShouldBe(PdfVerdict.Valid);

        var late = Signing.Instant.AddMinutes(11);
        (await Should.ThrowAsync<PdfSigningException>(() => PdfSigning.Sign(
            pdf, Signing.Request("principal", "Lee Example"), key, signer, request => authority.TimestampAt(request, late), authority.Trust with { Now = late })))
            .Failure.ShouldBe(PdfSigningFailure.CertificateUntrusted);
        var foreign = await ForeignSigner.Sign(pdf, Signing.Request("principal", "Lee Example"), key, signer, request => authority.TimestampAt(request, late));
        PdfCheck.Check(foreign, authority.Roots, authority.Roots).Signatures.Single().Fault.ShouldBe(PdfFault.SignerUntrusted);
        var inTime = await ForeignSigner.Sign(pdf, Signing.Request("principal", "Lee Example"), key, signer, authority.Timestamp);
        PdfCheck.Check(inTime, authority.Roots, authority.Roots).Verdict.ShouldBe(PdfVerdict.Valid);
    }

    /// <summary>Attack: whoever stands between court and authority answers with a token of their own, over the right value and with the right nonce.</summary>
    [Fact]
    public async Task A_timestamp_of_a_stranger_is_refused_before_the_signature_is_complete()
    {
        var stranger = new TestAuthority(Signing.Instant);
        (await Refused(authority, stranger.Timestamp)).ShouldBe(PdfSigningFailure.TimestampUntrusted);
    }

    /// <summary>Attack: a certificate of the stranger's own root, for the right key.</summary>
    [Fact]
    public async Task A_certificate_of_a_stranger_is_refused_before_the_signature_is_complete()
    {
        var stranger = new TestAuthority(Signing.Instant);
        (await Refused(stranger, authority.Timestamp)).ShouldBe(PdfSigningFailure.CertificateUntrusted);
    }

    [Theory]
    [InlineData(-6, PdfSigningFailure.TimestampUntrusted)]
    [InlineData(6, PdfSigningFailure.TimestampUntrusted)]
    [InlineData(-4, null)]
    [InlineData(4, null)]
    public async Task A_timestamp_must_be_of_this_moment(int minutes, PdfSigningFailure? failure) =>
        (await Refused(authority, request => authority.TimestampAt(request, Signing.Instant.AddMinutes(minutes)), TimeSpan.FromDays(1))).ShouldBe(failure);

    /// <summary>Signs under what <see cref="authority"/> is trusted for; null when that succeeds.</summary>
    async Task<PdfSigningFailure?> Refused(TestAuthority issuer, Func<byte[], Task<byte[]>> timestamp, TimeSpan? lifetime = null)
    {
        using var key = TestAuthority.NewKey();
        try
        {
            await PdfSigning.Sign(
                pdf, Signing.Request("principal", "Lee Example"), key, issuer.Certify("Lee Example", key, lifetime), timestamp, authority.Trust);
            return null;
        }
        catch (PdfSigningException refused)
        {
            return refused.Failure;
        }
    }

    [Fact]
    public async Task A_raw_signature_of_the_wrong_length_is_refused()
    {
        using var key = TestAuthority.NewKey();
        var prepared = PdfSigning.Prepare(pdf, Signing.Request("principal", "Lee Example"));
        (await Should.ThrowAsync<PdfSigningException>(() => PdfSigning.Complete(
            prepared, authority.Certify("Lee Example", key), RandomNumberGenerator.GetBytes(63), authority.Timestamp, authority.Trust))).Failure
            .ShouldBe(PdfSigningFailure.SignatureWrong);
    }
}
