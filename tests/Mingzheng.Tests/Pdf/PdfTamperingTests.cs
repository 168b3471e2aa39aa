using System.Text;
using Mingzheng.Proof.Pdf;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Pdf;

/// <summary>Each test is one attack on a document that two people signed. pdfsig calls several of these valid.</summary>
[Trait("kind", "document")]
public sealed class PdfTamperingTests : IAsyncLifetime
{
    readonly TestAuthority authority = new(Signing.Instant);
    byte[] signed = [];

    public async Task InitializeAsync() =>
        signed = await Signing.SignedBy(authority, SamplePdf.Pages("Powers: S4", "Signatures"), "张三丰", "Lee Example");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void The_untouched_document_is_valid() => Check(signed).Verdict.ShouldBe(PdfVerdict.Valid);

    [Fact]
    public void A_flipped_byte_in_the_text_breaks_every_signature()
    {
        var report = Check(Replace(signed, "Powers: S4", "Powers: S7"));
        report.Verdict.ShouldBe(PdfVerdict.Invalid);
        report.Signatures.ShouldAllBe(signature => signature.Fault == PdfFault.Digest);
    }

    [Fact]
    public void A_flipped_byte_in_the_second_revision_leaves_the_first_signature_itself_intact()
    {
        var report = Check(Replace(signed, "(Lee Example)", "(Eve Example)"));
        report.Verdict.ShouldBe(PdfVerdict.Invalid);
        report.Signatures[0].Intact.ShouldBeTrue();
        report.Signatures[1].Fault.ShouldBe(PdfFault.Digest);
    }

    [Fact]
    public void A_page_whose_text_a_later_revision_replaces_is_named()
    {
        var report = Check(SamplePdf.Append(signed, (SamplePdf.ContentObject(1), SamplePdf.Text("Powers: S4, S7"))));
        report.Verdict.ShouldBe(PdfVerdict.ModifiedAfter);
        report.Signatures.ShouldAllBe(signature => signature.Intact && signature.Fault == PdfFault.ModifiedAfter);
        report.Signatures[0].ChangesAfter.ShouldContain($"object {SamplePdf.ContentObject(1)} (content of page 1) was changed");
    }

    [Fact]
    public void A_page_that_a_later_revision_removes_is_noticed()
    {
        var tree = SamplePdf.Object(signed, 2).Replace("/Count 2", "/Count 1").Replace($" {SamplePdf.PageObject(2)} 0 R", "");
        var report = Check(SamplePdf.Append(signed, (2, tree)));
        report.Verdict.ShouldBe(PdfVerdict.ModifiedAfter);
        report.Signatures[1].ChangesAfter.ShouldContain("object 2 (page tree) was changed");
    }

    [Fact]
    public void A_text_annotation_added_by_a_later_revision_is_noticed()
    {
        var note = SamplePdf.NextNumber(signed);
        var page = SamplePdf.Object(signed, SamplePdf.PageObject(2)).Replace(">>>>/Contents", $">>>>/Annots[{note} 0 R]/Contents");
        page = page.Contains("/Annots", StringComparison.Ordinal) ? page : page[..^2] + $"/Annots[{note} 0 R]>>";
        var report = Check(SamplePdf.Append(signed,
            (SamplePdf.PageObject(2), page), (note, "<</Type/Annot/Subtype/FreeText/Rect[72 500 400 540]/Contents(and S7)/DA(/F1 12 Tf)>>")));
        report.Verdict.ShouldBe(PdfVerdict.ModifiedAfter);
        report.Signatures[1].ChangesAfter.ShouldContain($"object {SamplePdf.PageObject(2)} (page 2) was changed");
        report.Signatures[1].ChangesAfter.ShouldContain($"object {note} (annotation on page 2) was added");
    }

    [Fact]
    public void An_annotation_that_pretends_to_be_a_signature_field_is_noticed()
    {
        var field = SamplePdf.NextNumber(signed);
        var form = FormNumber();
        var report = Check(SamplePdf.Append(signed,
            (form, SamplePdf.Object(signed, form).Replace("/Fields [", $"/Fields [{field} 0 R ")),
            (field, "<</Type/Annot/Subtype/Widget/FT/Sig/T(fake)/Rect[0 0 595 842]>>")));
        report.Verdict.ShouldBe(PdfVerdict.ModifiedAfter);
        report.EmptyFields.ShouldContain("fake");
    }

    [Fact]
    public void A_wider_byte_range_that_hides_unsigned_bytes_is_refused()
    {
        var text = Encoding.Latin1.GetString(signed);
        var start = text.LastIndexOf("/ByteRange [0 ", StringComparison.Ordinal) + "/ByteRange [0 ".Length;
        var first = int.Parse(text[start..text.IndexOf(' ', start)], System.Globalization.CultureInfo.InvariantCulture);
        var report = Check(Encoding.Latin1.GetBytes(text[..start] + (first - 8) + text[(start + $"{first}".Length)..]));
        report.Verdict.ShouldBe(PdfVerdict.Invalid);
        report.Signatures[^1].Fault.ShouldBe(PdfFault.ByteRange);
    }

    [Fact]
    public void A_second_contents_entry_is_refused()
    {
        // Two readers could take different ones for the signature.
        var value = SignatureObject();
        var doubled = SamplePdf.Object(signed, value)[..^2] + "/Contents <3000>>>";
        var report = Check(SamplePdf.Append(signed, (value, doubled)));
        report.IsValid.ShouldBeFalse();
        report.Signatures[0].ChangesAfter.ShouldContain(change => change.Contains("stands twice", StringComparison.Ordinal));
    }

    [Fact]
    public void A_signature_stripped_by_a_later_revision_is_still_found_and_its_removal_named()
    {
        var field = FieldNumber("signer-2");
        var stripped = System.Text.RegularExpressions.Regex.Replace(SamplePdf.Object(signed, field), @"/V \d+ 0 R", "");
        var report = Check(SamplePdf.Append(signed, (field, stripped)));
        report.Verdict.ShouldBe(PdfVerdict.ModifiedAfter);
        report.Signatures.Count.ShouldBe(2);
        report.Signatures[1].ChangesAfter.ShouldContain(change => change.StartsWith($"object {field} ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_signature_emptied_in_place_is_invalid()
    {
        var text = Encoding.Latin1.GetString(signed);
        var start = text.LastIndexOf("/Contents <", StringComparison.Ordinal) + "/Contents <".Length;
        var end = text.IndexOf('>', start);
        var report = Check(Encoding.Latin1.GetBytes(text[..start] + new string('0', end - start) + text[end..]));
        report.Verdict.ShouldBe(PdfVerdict.Invalid);
    }

    [Fact]
    public async Task A_file_cut_back_to_an_earlier_revision_shows_only_the_signatures_it_has()
    {
        var once = await Signing.SignedBy(authority, SamplePdf.Pages("Powers: S4"), "张三丰");
        var twice = await Signing.TwoPassAsNewPerson(authority, once, "second", "Lee Example");
        Check(twice[..once.Length]).Signatures.Count.ShouldBe(1);
    }

    [Fact]
    public void Bytes_after_the_end_are_reported()
    {
        var report = Check([.. signed, .. "1 0 obj\n<<>>\nendobj\n"u8]);
        report.Verdict.ShouldBe(PdfVerdict.ModifiedAfter);
        report.Reason.ShouldContain("bytes were appended");
    }

    [Fact]
    public void An_appended_revision_without_a_signature_is_reported_even_when_it_changes_nothing()
    {
        var report = Check(SamplePdf.Append(signed, (4, SamplePdf.Object(signed, 4))));
        report.Verdict.ShouldBe(PdfVerdict.ModifiedAfter);
        report.Signatures[1].ChangesAfter.ShouldBe(["revision 4 was appended without an intact signature"]);
    }

    [Fact]
    public void An_object_that_nothing_refers_to_yet_is_reported()
    {
        // A shadow attack hides its second page this way and refers to it later.
        var hidden = SamplePdf.NextNumber(signed);
        Check(SamplePdf.Append(signed, (hidden, SamplePdf.Text("Powers: all")))).Signatures[0].ChangesAfter
            .ShouldContain($"object {hidden} (stream) was added");
    }

    [Fact]
    public void A_changed_name_in_the_document_information_is_reported() =>
        Check(SamplePdf.Append(signed, (4, "<</Title(Another)>>"))).Signatures[1].ChangesAfter
            .ShouldContain("object 4 (document information) was changed");

    [Fact]
    public async Task A_later_signature_must_not_cover_the_page()
    {
        var huge = Signing.Request("cover", "Eve Example") with { Field = new SignatureField("cover", 1, new PdfRectangle(0, 0, 595, 842)) };
        using var key = TestAuthority.NewKey();
        var covered = await Signing.TwoPass(signed, huge, key, authority.Certify("Eve Example", key), authority);
        var report = Check(covered);
        report.Verdict.ShouldBe(PdfVerdict.ModifiedAfter);
        report.Signatures[2].Fault.ShouldBe(PdfFault.None);
    }

    [Fact]
    public async Task Somebody_elses_certificate_is_untrusted_and_drags_the_whole_document_down()
    {
        var stranger = new TestAuthority(Signing.Instant);
        using var key = TestAuthority.NewKey();
        var file = await Signing.TwoPass(signed, Signing.Request("third", "Eve Example"), key, stranger.Certify("Eve Example", key), stranger);
        var report = Check(file);
        report.Verdict.ShouldBe(PdfVerdict.Untrusted);
        report.Signatures.Select(signature => signature.Verdict).ShouldBe([PdfVerdict.Valid, PdfVerdict.Valid, PdfVerdict.Untrusted]);
    }

    [Fact]
    public void Without_any_root_nothing_is_trusted_though_everything_is_intact()
    {
        var report = PdfCheck.Check(signed, [], []);
        report.Verdict.ShouldBe(PdfVerdict.Untrusted);
        report.Signatures.ShouldAllBe(signature => signature.Intact);
    }

    [Fact]
    public void A_file_without_signatures_says_so() => Check(SamplePdf.Pages("Nothing signed")).Verdict.ShouldBe(PdfVerdict.NoSignature);

    PdfReport Check(byte[] pdf) => PdfCheck.Check(pdf, authority.Roots, authority.Roots);

    static byte[] Replace(byte[] pdf, string old, string now) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(pdf).Replace(old, now, StringComparison.Ordinal));

    int FormNumber() => NumberIn(SamplePdf.Object(signed, 1), "/AcroForm ");

    int SignatureObject() => NumberIn(SamplePdf.Object(signed, FieldNumber("signer-2")), "/V ");

    int FieldNumber(string name) => Enumerable.Range(1, SamplePdf.NextNumber(signed) - 1)
        .First(number => SamplePdf.Object(signed, number).Contains($"/T ({name})", StringComparison.Ordinal));

    static int NumberIn(string dictionary, string key)
    {
        var start = dictionary.IndexOf(key, StringComparison.Ordinal) + key.Length;
        return int.Parse(dictionary[start..dictionary.IndexOf(' ', start)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
