using Mingzheng.Documents;
using Mingzheng.Proof.Pdf;
using Mingzheng.Tests.Pdf;
using Mingzheng.Tests.Proof;
using Mingzheng.Witnessing.Texts;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Documents;

/// <summary>The places of a typeset document take the signatures and the seal of a witnessing (witnessing rules 8.2 no. 10).</summary>
[Trait("kind", "document")]
public sealed class SignedDocumentTests(Workshop workshop) : IClassFixture<Workshop>
{
    static readonly Strokes Scribble = new(
        [[.. Enumerable.Range(0, 50).Select(i => new StrokePoint(0.05 + (i * 0.018), 0.5 + (0.35 * Math.Sin(i / 3.0)), 0.6))]], 3);

    [Fact]
    public async Task A_power_of_attorney_is_signed_by_all_and_sealed_in_the_places_kept_for_them()
    {
        var facts = SampleFacts.PowerOfAttorney("en", "S4", "S7");
        var typeset = await workshop.Typesetter.Render(
            PowerOfAttorneyDocument.Template, PowerOfAttorneyDocument.Data(facts, SampleFacts.Texts), CancellationToken.None);

        var signed = await SignEverywhere(typeset, new TestAuthority(Pdf.Signing.Instant));

        var report = PdfCheck.Check(signed.Pdf, signed.Authority.Roots, signed.Authority.Roots);
        report.Reason.ShouldNotBeEmpty();
        report.Verdict.ShouldBe(PdfVerdict.Valid, report.Reason);
        report.Signatures.Select(signature => signature.Field).ShouldBe(typeset.Anchors.Select(FieldName));
        (await PrintedPage.Text(signed.Pdf)).ShouldBe(await PrintedPage.Text(typeset.Pdf));
        await PrintedPage.ShouldBeSound(signed.Pdf);
    }

    static string FieldName(Anchor place) => place.Name.Replace(':', '-');

    static async Task<(byte[] Pdf, TestAuthority Authority)> SignEverywhere(Typeset typeset, TestAuthority authority)
    {
        var pdf = typeset.Pdf;
        var font = GlyphOutlines.Load(Checkout.File("tests/samples/seal-subset.ttf"));
        foreach (var place in typeset.Anchors)
        {
            using var key = TestAuthority.NewKey();
            var appearance = place.Name.StartsWith("seal", StringComparison.Ordinal)
                ? SealAppearance.Draw("虚构市中级人民法院", "电子签章", font, place.Width)
                : HandwrittenAppearance.Draw(Scribble, null, null, place.Width, place.Height);
            var field = new SignatureField(FieldName(place), place.Page, new PdfRectangle(place.X, place.Y, place.Width, place.Height));
            var request = Pdf.Signing.Request(FieldName(place), place.Name, place.Page, appearance) with { Field = field };
            pdf = await Pdf.Signing.TwoPass(pdf, request, key, authority.Certify(place.Name, key), authority);
        }

        return (pdf, authority);
    }
}
