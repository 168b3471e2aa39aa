using Mingzheng.Proof.Pdf;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Pdf;

/// <summary>Files that would take the memory or the hours of whoever checks them are given up early.</summary>
[Trait("kind", "hostile")]
public sealed class HostilePdfTests
{
    readonly TestAuthority authority = new(Signing.Instant);

    [Fact]
    public void A_file_of_more_values_than_any_document_has_is_given_up()
    {
        Should.Throw<PdfException>(() => PdfFile.Parse(HostilePdf.Numbers(1_000_001))).Message.ShouldContain("more than 1000000 values");
        PdfFile.Parse(HostilePdf.Numbers(10_000)).RevisionCount.ShouldBe(2);
    }

    [Theory]
    [InlineData(64, PdfVerdict.Invalid, "")]
    [InlineData(65, PdfVerdict.Unreadable, "more than 64 signatures")]
    [InlineData(2_000, PdfVerdict.Unreadable, "more than 200 fields")]
    public void Each_signature_costs_a_reading_of_the_file_so_they_are_counted(int fields, PdfVerdict verdict, string reason)
    {
        var report = PdfCheck.Check(HostilePdf.Signatures(fields), authority.Roots, authority.Roots);

        report.Verdict.ShouldBe(verdict, report.Reason);
        report.Reason.ShouldContain(reason);
    }

    /// <summary>A copy of the file for each signature was what filled the memory.</summary>
    [Fact]
    public async Task A_signature_is_checked_without_a_copy_of_the_file()
    {
        const int size = 20_000_000;
        var pdf = SamplePdf.Append(SamplePdf.Pages("large"), (9, $"<</Length {size}>>\nstream\n{new string('x', size)}\nendstream"));
        var signed = await Signing.SignedBy(authority, pdf, "张三丰", "Lee Example");
        PdfCheck.Check(signed, authority.Roots, authority.Roots).Verdict.ShouldBe(PdfVerdict.Valid);

        var before = GC.GetAllocatedBytesForCurrentThread();
        PdfCheck.Check(signed, authority.Roots, authority.Roots);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(size);
    }
}
