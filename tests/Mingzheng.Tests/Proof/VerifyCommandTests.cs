using System.Text.Json.Nodes;
using Mingzheng.Proof.Packages;
using Mingzheng.Verify;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Proof;

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
