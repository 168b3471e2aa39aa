using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Crypto;
using Mingzheng.Proof.Journal;
using Mingzheng.Proof.Log;
using Mingzheng.Proof.Packages;
using Mingzheng.Tests.Pdf;
using Shouldly;
using Xunit;
using static Mingzheng.Tests.Proof.PackageParts;

namespace Mingzheng.Tests.Proof;

/// <summary>Whoever changes a package, wherever, is found, and the report names what was changed and nothing else.</summary>
[Trait("kind", "proof")]
public sealed class PackageCheckTests(SamplePackage sample) : IClassFixture<SamplePackage>
{
    [Fact]
    public void A_sound_package_is_proved_as_zip_and_as_folder()
    {
        using var folder = Unpack(sample.Parts);

        PackageCheck.Run(new MemoryStream(sample.Zip)).Findings.ShouldAllBe(finding => finding.Outcome == PackageOutcome.Passed);
        var report = PackageCheck.Run(folder.Path);
        report.Verdict.ShouldBe(PackageVerdict.Whole);
        report.Manifest!.CaseNumber.ShouldBe(sample.Manifest.CaseNumber);
        report.Anchors.ShouldAllBe(anchor => anchor.FromPackage);
        sample.Parts.Keys.ShouldBeSubsetOf(report.Findings.Select(finding => finding.Subject));
    }

    [Theory]
    [InlineData(SamplePackage.Document)]
    [InlineData(SamplePackage.Recording)]
    [InlineData(SamplePackage.Page)]
    [InlineData(PackagePath.Root)]
    [InlineData(PackagePath.TimestampRoot)]
    [InlineData(PackagePath.LogKey)]
    [InlineData(PackagePath.Manifest)]
    [InlineData(PackagePath.Checkpoint)]
    public void One_changed_byte_names_exactly_that_file(string path)
    {
        for (var part = 1; part < 8; part++)
        {
            var parts = sample.Parts;
            parts[path][parts[path].Length * part / 8] ^= 1;

            Failed(parts).ShouldBe([path]);
        }
    }

    [Theory]
    [InlineData(SamplePackage.Document)]
    [InlineData(SamplePackage.Recording)]
    [InlineData(PackagePath.Root)]
    [InlineData(PackagePath.LogKey)]
    [InlineData(PackagePath.Checkpoint)]
    [InlineData(PackagePath.Manifest)]
    public void A_missing_file_is_named(string path)
    {
        var parts = sample.Parts;
        parts.Remove(path);

        Failed(parts).ShouldBe([path]);
    }

    [Theory]
    [InlineData("documents/other.pdf")]
    [InlineData("proof/other")]
    [InlineData("other")]
    public void A_file_that_was_added_is_named(string path)
    {
        var parts = sample.Parts;
        parts[path] = [1];

        Failed(parts).ShouldBe([path]);
    }

    [Theory]
    [InlineData("salt")]
    [InlineData("position")]
    [InlineData("proof")]
    [InlineData("at")]
    [InlineData("body")]
    public void An_edited_entry_is_named(string member)
    {
        for (var line = 0; line < 7; line++)
        {
            var parts = sample.Parts;
            Edit(parts, lines => lines[line] = Change(lines[line], member));

            Failed(parts).ShouldBe([$"{SamplePackage.Stream} #{line + 1}"]);
        }
    }

    [Fact]
    public void A_garbled_line_is_named()
    {
        var parts = sample.Parts;
        Edit(parts, lines => lines[2] = lines[2][1..]);

        Failed(parts).ShouldBe([$"{PackagePath.Entries} line 3"]);
    }

    [Fact]
    public void A_dropped_entry_is_a_hole_in_its_stream()
    {
        var parts = sample.Parts;
        Edit(parts, lines => lines.RemoveAt(0));

        var report = Run(parts);

        report.Findings.Single(finding => finding.Outcome == PackageOutcome.Failed).ShouldBe(
            new PackageFinding(SamplePackage.Stream, PackageOutcome.Failed, PackageFault.StreamHole, "Entry 1 is missing or out of order."));
    }

    /// <summary>An insider who makes a package anew cannot leave out what the journal tells of.</summary>
    [Theory]
    [InlineData(SamplePackage.Document, 4)]
    [InlineData(SamplePackage.Recording, 6)]
    public async Task A_package_that_leaves_a_file_out_is_refused(string path, int entry)
    {
        using var zip = new MemoryStream(await SamplePackage.WithoutFile(path));

        PackageCheck.Run(zip).Findings.Where(finding => finding.Outcome == PackageOutcome.Failed)
            .Select(finding => (finding.Subject, finding.Fault)).ShouldBe([($"{SamplePackage.Stream} #{entry}", PackageFault.Missing)]);
    }

    /// <summary>An insider who keeps the numbers whole still cannot let an unwanted document pass.</summary>
    [Fact]
    public void A_document_whose_entry_was_dropped_is_named()
    {
        var parts = sample.Parts;
        Edit(parts, lines => lines.RemoveAt(3));

        Failed(parts).ShouldBe([SamplePackage.Stream, SamplePackage.Document], ignoreOrder: true);
    }

    /// <summary>Each signature and the court's seal: an insider whose certificate leads to the same root is not in the journal.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_document_signed_with_a_certificate_that_no_entry_names_is_named(int line)
    {
        var parts = sample.Parts;
        Edit(parts, lines => lines.RemoveAt(line));

        var report = Run(parts);

        report.Findings.Single(finding => finding.Subject == SamplePackage.Document).Fault.ShouldBe(PackageFault.NotInJournal);
        Failed(parts).ShouldBe([SamplePackage.Stream, SamplePackage.Document], ignoreOrder: true);
    }

    [Fact]
    public void A_package_without_the_entry_that_names_it_is_refused()
    {
        var parts = sample.Parts;
        Edit(parts, lines => lines.RemoveAt(6));

        Failed(parts).ShouldBe([PackagePath.Manifest]);
    }

    [Fact]
    public void Entries_in_another_order_are_refused()
    {
        var parts = sample.Parts;
        Edit(parts, lines => lines.Reverse());

        Failed(parts).ShouldContain(PackagePath.Entries);
    }

    [Fact]
    public void A_checkpoint_of_another_moment_or_another_log_is_named()
    {
        using var key = Ed25519Key.Generate();
        var forged = new NoteSigner(PublishedLog.Origin, key).Sign(SignedNote.Parse(sample.Parts[PackagePath.Checkpoint]).Text);

        foreach (var other in new[] { sample.Earlier, sample.Later, forged })
        {
            var parts = sample.Parts;
            parts[PackagePath.Checkpoint] = Encoding.UTF8.GetBytes(other.ToString());

            Failed(parts).ShouldBe([PackagePath.Checkpoint]);
        }
    }

    /// <summary>Someone who rewrites the manifest to fit a changed file has no entry in the log for it.</summary>
    [Fact]
    public void A_manifest_fitted_to_a_changed_file_is_refused()
    {
        var parts = sample.Parts;
        parts[SamplePackage.Page] = "<!doctype html>"u8.ToArray();
        var files = sample.Manifest.Files.Select(file =>
            file.Path == SamplePackage.Page ? PackageFile.Of(file.Path, parts[SamplePackage.Page]) : file);
        parts[PackagePath.Manifest] = (sample.Manifest with { Files = [.. files] }).ToBytes();

        Failed(parts).ShouldBe([PackagePath.Manifest]);
    }

    /// <summary>Attack: the holder takes the last lines of a stream away, for example those that end an authorization; no hole shows.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_end_of_a_stream_cannot_be_cut_off(int lines)
    {
        var parts = sample.Parts;
        Edit(parts, all => all.RemoveRange(all.Count - lines, lines));

        Run(parts).Findings.Single(finding => finding.Outcome == PackageOutcome.Failed).ShouldBe(new PackageFinding(
            SamplePackage.Authorization, PackageOutcome.Failed, PackageFault.StreamHole, $"Entry {3 - lines} is missing or out of order."));
    }

    [Fact]
    public async Task A_package_of_the_first_format_still_passes_and_says_how_far_it_reaches()
    {
        var old = await SamplePackage.OfFormat(1);
        Encoding.UTF8.GetString(old.Parts[PackagePath.Manifest]).ShouldContain("\"format\":\"mingzheng-package/1\"");
        Encoding.UTF8.GetString(sample.Parts[PackagePath.Manifest]).ShouldContain("\"format\":\"mingzheng-package/3\"");

        var report = Run(old.Parts);

        report.Verdict.ShouldBe(PackageVerdict.Whole);
        report.Findings.Single(finding => finding.Subject == SamplePackage.Authorization).Reason
            .ShouldBe("Entries 1 to 2 are all there; this older package does not say whether more followed.");
    }

    [Fact]
    public async Task A_package_of_the_second_format_which_withheld_nothing_still_passes()
    {
        var old = await SamplePackage.OfFormat(2);
        var manifest = Encoding.UTF8.GetString(old.Parts[PackagePath.Manifest]);
        manifest.ShouldContain("\"format\":\"mingzheng-package/2\"");
        manifest.ShouldNotContain("withheld");
        PackageManifest.Parse(old.Parts[PackagePath.Manifest]).ToBytes().ShouldBe(old.Parts[PackagePath.Manifest]);

        Run(old.Parts).Verdict.ShouldBe(PackageVerdict.Whole);
        Failed((await SamplePackage.Without("agent-commitment")).Parts).ShouldBe([$"{SamplePackage.Stream} #7"]);
    }

    /// <summary>W-24: what the holder has no right to is named with its digest, which the journal has to know; the report says which it is.</summary>
    [Fact]
    public async Task A_commitment_that_is_withheld_by_right_is_named_and_the_package_passes()
    {
        var package = await SamplePackage.Without("agent-commitment", new WithheldDocument("agent-commitment", SamplePackage.OtherDigest));

        var report = Run(package.Parts);

        report.Verdict.ShouldBe(PackageVerdict.Whole);
        report.Manifest!.Withheld!.ShouldHaveSingleItem().Kind.ShouldBe("agent-commitment");
        var finding = report.Findings.Single(finding => finding.Subject == "withheld agent-commitment");
        (finding.Outcome, finding.Reason).ShouldBe((PackageOutcome.Passed,
            $"The manifest withholds it from the person for whom this package was made; entry 7 of {SamplePackage.Stream} names it with SHA-256 {SamplePackage.OtherDigest}."));
    }

    /// <summary>Attack: an insider takes a commitment out and lets another one stand as withheld, or one that never was.</summary>
    [Theory]
    [InlineData("principal-commitment", 'a', "withheld principal-commitment")]
    [InlineData("agent-commitment", 'b', "withheld agent-commitment")]
    public async Task What_is_withheld_has_to_be_what_is_missing(string kind, char digit, string subject)
    {
        var package = await SamplePackage.Without("agent-commitment", new WithheldDocument(kind, new string(digit, 64)));

        Failed(package.Parts).ShouldBe([subject, $"{SamplePackage.Stream} #7"]);
    }

    /// <summary>Attack: an insider calls the record withheld.</summary>
    [Fact]
    public void Only_a_commitment_can_be_withheld()
    {
        WithheldDocument Of(string kind) => new(kind, SamplePackage.OtherDigest);
        byte[] Manifest(params WithheldDocument[] withheld) => (sample.Manifest with { Withheld = withheld }).ToBytes();
        Should.Throw<FormatException>(() => Manifest(Of("record")));
        Should.Throw<FormatException>(() => Manifest(Of("power-of-attorney")));
        Should.Throw<FormatException>(() => Manifest(Of("agent-commitment"), Of("agent-commitment")));
        PackageManifest.Parse(Manifest(Of("agent-commitment"))).Withheld.ShouldBe([Of("agent-commitment")]);
    }

    [Fact]
    public void A_key_that_came_from_the_package_proves_nothing()
    {
        var (roots, timestamps) = (X509Of(sample.Parts[PackagePath.Root]), X509Of(sample.Parts[PackagePath.TimestampRoot]));

        Run(sample.Parts, new TrustAnchors(roots, timestamps)).Verdict.ShouldBe(PackageVerdict.Whole);
        Run(sample.Parts, new TrustAnchors(Roots: roots, Log: sample.LogKey)).Verdict.ShouldBe(PackageVerdict.Whole);
        Run(sample.Parts, new TrustAnchors(TimestampRoots: timestamps, Log: sample.LogKey)).Verdict.ShouldBe(PackageVerdict.Whole);
    }

    [Fact]
    public void Keys_that_the_reader_does_not_trust_are_named()
    {
        using var key = Ed25519Key.Generate();
        var stranger = new TestAuthority(Pdf.Signing.Instant);
        var log = new NoteVerifier(PublishedLog.Origin, NoteAlgorithm.Ed25519, key.PublicKey);

        Failed(sample.Parts, new TrustAnchors(Log: log)).ShouldBe([PackagePath.Checkpoint, PackagePath.LogKey], ignoreOrder: true);
        Failed(sample.Parts, new TrustAnchors(Roots: stranger.Roots)).ShouldBe([PackagePath.Root, SamplePackage.Document], ignoreOrder: true);
        Failed(sample.Parts, new TrustAnchors(TimestampRoots: stranger.Roots)).ShouldBe([PackagePath.TimestampRoot, SamplePackage.Document], ignoreOrder: true);
        var given = new TrustAnchors(X509Of(sample.Parts[PackagePath.Root]), X509Of(sample.Parts[PackagePath.TimestampRoot]), sample.LogKey);
        Run(sample.Parts, given).Verdict.ShouldBe(PackageVerdict.Proved);
        Run(sample.Parts, given).Anchors.ShouldAllBe(anchor => !anchor.FromPackage);
    }

    static X509Certificate2Collection X509Of(byte[] pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(Encoding.ASCII.GetString(pem));
        return certificates;
    }

    static void Edit(Dictionary<string, byte[]> parts, Action<List<string>> edit)
    {
        var lines = Encoding.UTF8.GetString(parts[PackagePath.Entries]).Split('\n')[..^1].ToList();
        edit(lines);
        parts[PackagePath.Entries] = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
    }

    static string Change(string line, string member)
    {
        var json = (JsonObject)CanonicalJson.Parse(Encoding.UTF8.GetBytes(line))!;
        switch (member)
        {
            case "salt":
                json["salt"] = new string('0', 64);
                break;
            case "position":
                json["position"] = json["position"]!.GetValue<long>() - 1;
                break;
            case "proof":
                json["proof"]![0] = Convert.ToBase64String(new byte[32]);
                break;
            case "at":
                json["entry"]!["at"] = json["entry"]!["at"]!.GetValue<long>() + 1;
                break;
            default:
                json["entry"]!["body"]!["added"] = true;
                break;
        }

        return Encoding.UTF8.GetString(CanonicalJson.Serialize(json));
    }
}
