using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Crypto;
using Mingzheng.Proof.Log;
using Mingzheng.Proof.Packages;
using Mingzheng.Tests.Pdf;
using Mingzheng.Verify;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Proof;

[Trait("kind", "proof")]
public sealed class VerifyCommandTests(SamplePackage sample) : IClassFixture<SamplePackage>
{
    [Fact]
    public void A_sound_package_passes_with_keys_from_elsewhere()
    {
        using var folder = Folder();
        folder.Write("root.pem", sample.Parts[PackagePath.Root]);

        var (code, output, _) = Run(
            folder["package.zip"], "--root", folder["root.pem"], "--tsa", folder["root.pem"], "--log-key", sample.LogKey.ToString());

        code.ShouldBe(0, output);
        output.ShouldContain("PASS: everything in this package is proved.");
        output.ShouldNotContain("from the package itself");
    }

    [Fact]
    public async Task A_package_without_what_its_holder_may_not_see_passes_and_says_so()
    {
        var package = await SamplePackage.Without("principal-commitment", new WithheldDocument("principal-commitment", SamplePackage.OtherDigest));
        using var folder = new TemporaryFolder();
        folder.Write("package.zip", package.Zip);
        folder.Write("root.pem", package.Parts[PackagePath.Root]);
        string[] arguments = [folder["package.zip"], "--root", folder["root.pem"], "--tsa", folder["root.pem"], "--log-key", package.LogKey.ToString()];

        var (code, output, _) = Run(arguments);
        code.ShouldBe(0, output);
        output.ShouldContain("Withheld by right, as the manifest says: principal-commitment.");
        (code, output, _) = Run([.. arguments, "--json"]);
        code.ShouldBe(0);
        JsonNode.Parse(output)!["withheld"]!.AsArray().Select(kind => (string)kind!).ShouldBe(["principal-commitment"]);
    }

    [Fact]
    public void A_changed_package_fails_and_says_what_and_why()
    {
        using var folder = Folder();
        var zip = sample.Zip;
        var place = zip.AsSpan().IndexOf("<title>Verify"u8);
        zip = [.. zip[..place], (byte)'!', .. zip[(place + 1)..]];
        folder.Write("package.zip", zip);

        var (code, output, _) = Run(folder["package.zip"], "--json");

        code.ShouldBe(1);
        var report = JsonNode.Parse(output)!;
        report["valid"]!.GetValue<bool>().ShouldBeFalse();
        var failure = report["findings"]!.AsArray().Single(finding => finding!["outcome"]!.GetValue<string>() == "FAIL")!;
        failure["object"]!.GetValue<string>().ShouldBe(SamplePackage.Page);
        failure["reason"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    /// <summary>
    /// Attack: a forger makes roots, timestamps, a log, papers and entries of their own. The package is whole in itself, and that must never read
    /// like a proof.
    /// </summary>
    [Fact]
    public void A_package_that_vouches_for_itself_is_whole_and_not_proved()
    {
        using var folder = Folder();

        var (code, output, _) = Run(folder["package.zip"]);
        code.ShouldBe(3, output);
        output.ShouldContain("WHOLE, BUT NOT PROVED");
        output.ShouldNotContain("everything in this package is proved");
        (code, output, _) = Run(folder["package.zip"], "--json");
        code.ShouldBe(3);
        var report = JsonNode.Parse(output)!;
        ((string)report["outcome"]!, (bool)report["valid"]!).ShouldBe(("wholeButNotProved", false));
    }

    [Fact]
    public void A_forgers_package_fails_against_the_courts_own_keys()
    {
        using var folder = Folder();
        folder.Write("court.pem", Encoding.ASCII.GetBytes(new TestAuthority(Pdf.Signing.Instant).Root.ExportCertificatePem()));
        using var key = Ed25519Key.Generate();
        var log = new NoteVerifier(PublishedLog.Origin, NoteAlgorithm.Ed25519, key.PublicKey);

        var (code, output, _) = Run(folder["package.zip"], "--root", folder["court.pem"], "--tsa", folder["court.pem"], "--log-key", log.ToString());

        code.ShouldBe(1, output);
        output.ShouldContain("FAIL: not everything in this package is proved.");
    }

    [Fact]
    public void A_document_by_itself_is_checked_with_the_roots_that_are_given()
    {
        using var folder = Folder();
        folder.Write("paper.pdf", sample.Parts[SamplePackage.Document]);
        folder.Write("root.pem", sample.Parts[PackagePath.Root]);
        folder.Write("stranger.pem", Encoding.ASCII.GetBytes(new TestAuthority(Pdf.Signing.Instant).Root.ExportCertificatePem()));

        var (code, output, _) = Run(folder["paper.pdf"], "--root", folder["root.pem"], "--tsa", folder["root.pem"]);
        code.ShouldBe(0, output);
        output.ShouldContain("Zhang Wei");
        Run(folder["paper.pdf"], "--root", folder["stranger.pem"], "--tsa", folder["root.pem"]).Code.ShouldBe(1);
        var (wrong, _, errors) = Run(folder["paper.pdf"]);
        wrong.ShouldBe(2);
        errors.ShouldContain("--root and --tsa");
    }

    [Fact]
    public void A_file_may_come_over_the_standard_input_and_roots_as_text()
    {
        var root = Encoding.ASCII.GetString(sample.Parts[PackagePath.Root]);
        using var output = new StringWriter();
        using var input = new MemoryStream(sample.Zip);

        VerifyCommand.Run(["-", "--json", "--root", root, "--tsa", root, "--log-key", sample.LogKey.ToString()], output, output, input).ShouldBe(0);

        ((string)JsonNode.Parse(output.ToString())!["outcome"]!).ShouldBe("proved");
    }

    [Theory]
    [InlineData]
    [InlineData("/nonexistent/package.zip")]
    [InlineData("--wrong")]
    [InlineData("a", "b")]
    [InlineData("a", "--root")]
    [InlineData("a", "--root", "/nonexistent")]
    [InlineData("a", "--log-key", "nonsense")]
    public void Wrong_use_is_explained(params string[] arguments)
    {
        var (code, output, errors) = Run(arguments);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldContain("Usage:");
    }

    TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        folder.Write("package.zip", sample.Zip);
        return folder;
    }

    static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (VerifyCommand.Run(arguments, output, errors), output.ToString(), errors.ToString());
    }
}
