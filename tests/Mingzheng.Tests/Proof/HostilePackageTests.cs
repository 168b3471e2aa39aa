using System.IO.Compression;
using System.Text;
using Mingzheng.Proof.Packages;
using Shouldly;
using Xunit;
using static Mingzheng.Tests.Proof.PackageParts;

namespace Mingzheng.Tests.Proof;

/// <summary>Packages made to harm the one who opens them, and stores that damage what they keep.</summary>
public sealed class HostilePackageTests(SamplePackage sample) : IClassFixture<SamplePackage>
{
    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("documents/../../outside")]
    [InlineData("documents\\outside")]
    [InlineData("documents//a")]
    [InlineData(".hidden")]
    [InlineData("documents/\u202efdp.exe")]
    [InlineData("C:outside")]
    public void Names_that_lead_elsewhere_are_refused_before_anything_is_read(string path)
    {
        var parts = sample.Parts;
        parts[path] = [1];

        var finding = PackageCheck.Run(Pack(parts)).Findings.ShouldHaveSingleItem();

        (finding.Subject, finding.Fault).ShouldBe((path, PackageFault.UnsafePath));
    }

    [Fact]
    public void A_link_out_of_a_folder_is_refused()
    {
        using var folder = Unpack(sample.Parts);
        File.Delete(folder[SamplePackage.Page]);
        File.CreateSymbolicLink(folder[SamplePackage.Page], "/etc/passwd");

        PackageCheck.Run(folder.Path).Findings.ShouldHaveSingleItem().Fault.ShouldBe(PackageFault.Unreadable);
    }

    [Fact]
    public void A_zip_bomb_is_refused_without_inflating_it()
    {
        var parts = sample.Parts;
        parts[PackagePath.Entries] = new byte[20_000_000];
        parts[SamplePackage.Recording] = new byte[100_000_000];

        Run(parts).Findings.Where(finding => finding.Fault == PackageFault.Unreadable).Select(finding => finding.Subject)
            .ShouldBe([PackagePath.Entries, SamplePackage.Recording], ignoreOrder: true);
    }

    [Fact]
    public void A_name_that_stands_twice_in_a_zip_is_refused()
    {
        var zip = Pack(sample.Parts);
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.CreateEntry(SamplePackage.Page);
        }

        PackageCheck.Run(zip).Findings.ShouldHaveSingleItem().Fault.ShouldBe(PackageFault.Unreadable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a zip file")]
    public void Anything_else_is_refused(string content) =>
        PackageCheck.Run(new MemoryStream(Encoding.ASCII.GetBytes(content))).IsValid.ShouldBeFalse();

    /// <summary>A public page feeds strangers' files to this check: it must answer, whatever comes.</summary>
    [Fact]
    public void Bytes_changed_anywhere_in_the_zip_are_reported_and_never_thrown()
    {
        var random = new Random(20);
        for (var round = 0; round < 300; round++)
        {
            var zip = (byte[])sample.Zip.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                // Half of the changes hit the directory at the end, which steers how everything is read.
                zip[random.Next(random.Next(2) == 0 ? 0 : zip.Length - 900, zip.Length)] = (byte)random.Next(256);
            }

            var report = PackageCheck.Run(new MemoryStream(zip[..(round % 5 == 0 ? random.Next(zip.Length) : zip.Length)]));

            report.Findings.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task A_file_that_changed_in_the_store_stops_the_writing()
    {
        using var zip = new MemoryStream();

        await Should.ThrowAsync<InvalidDataException>(() => PackageWriter.Write(
            zip, sample.Manifest, _ => Task.FromResult<Stream>(new MemoryStream([1])), [], sample.Later));
    }

    [Fact]
    public async Task The_package_opens_with_a_zip_program_of_others()
    {
        using var folder = new TemporaryFolder();
        folder.Write("package.zip", sample.Zip);

        var (exitCode, _, errors) = await PublicTool.Run("unzip", ["-tq", folder["package.zip"]]);

        exitCode.ShouldBe(0, errors);
    }
}
