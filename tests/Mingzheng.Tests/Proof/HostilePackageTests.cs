using System.IO.Compression;
using System.Text;
using Mingzheng.Proof.Crypto;
using Mingzheng.Proof.Log;
using Mingzheng.Proof.Packages;
using Shouldly;
using Xunit;
using static Mingzheng.Tests.Proof.PackageParts;

namespace Mingzheng.Tests.Proof;

/// <summary>Packages made to harm the one who opens them, and stores that damage what they keep.</summary>
[Trait("kind", "hostile")]
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

    /// <summary>Attack: twenty thousand names that all lead to the same bytes; a few kilobytes would be read as gigabytes.</summary>
    [Fact]
    public void Files_that_lie_over_each_other_are_refused()
    {
        var finding = PackageCheck.Run(new MemoryStream(HostileZip.Overlapping(new byte[900_000], 2_000))).Findings.ShouldHaveSingleItem();

        (finding.Fault, finding.Reason).ShouldBe((PackageFault.Unreadable, "Files of the zip file lie over each other."));
    }

    /// <summary>Attack: many parts, each of which may inflate by itself.</summary>
    [Fact]
    public void A_zip_that_inflates_beyond_reason_in_all_is_refused()
    {
        var part = new byte[1 << 20];
        var parts = Enumerable.Range(0, 260).ToDictionary(i => $"documents/{i}.pdf", _ => part);

        PackageCheck.Run(Pack(parts)).Findings.ShouldHaveSingleItem().Reason.ShouldStartWith("The zip file would inflate to more than");
    }

    [Fact]
    public void A_manifest_that_lists_more_than_a_package_may_hold_is_refused()
    {
        var many = Enumerable.Range(0, 201).Select(i => new StreamHead($"case:{i}", 1));
        Should.Throw<FormatException>(() => (sample.Manifest with { Streams = [.. sample.Manifest.Streams, .. many] }).ToBytes());
        Should.Throw<FormatException>(() => (sample.Manifest with { Streams = [.. sample.Manifest.Streams, new StreamHead("case:1", null)] }).ToBytes());
        Should.Throw<FormatException>(() => (sample.Manifest with { Streams = [.. sample.Manifest.Streams, sample.Manifest.Streams[0]] }).ToBytes());
    }

    /// <summary>Attack: millions of lines, each of which would be named.</summary>
    [Fact]
    public void Of_millions_of_broken_lines_the_first_are_named()
    {
        var parts = sample.Parts;
        parts[PackagePath.Entries] = [.. Enumerable.Repeat((byte)'\n', 100_000)];

        var report = Run(parts);

        report.Verdict.ShouldBe(PackageVerdict.NotProved);
        report.Findings.Count.ShouldBeLessThan(1_100);
        report.Findings.ShouldContain(finding => finding.Subject == PackagePath.Entries && finding.Fault == PackageFault.Unreadable);
    }

    /// <summary>Attack: a stranger's package full of documents that are hard to read. Nothing vouches for them, so they are not taken apart.</summary>
    [Fact]
    public void Documents_of_a_manifest_that_is_not_proved_are_not_taken_apart()
    {
        var stranger = new NoteVerifier(PublishedLog.Origin, NoteAlgorithm.Ed25519, Ed25519Key.Generate().PublicKey);

        PackageCheck.Run(new MemoryStream(sample.Zip), new TrustAnchors(Log: stranger)).Findings
            .Single(finding => finding.Subject == SamplePackage.Document).Reason.ShouldContain("its signatures were not looked at");
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
        PackageCheck.Run(new MemoryStream(Encoding.ASCII.GetBytes(content))).Verdict.ShouldBe(PackageVerdict.NotProved);

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
