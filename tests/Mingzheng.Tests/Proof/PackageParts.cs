using System.IO.Compression;
using Mingzheng.Proof.Packages;
using Shouldly;

namespace Mingzheng.Tests.Proof;

/// <summary>Puts the files of a package together again, however tampered, and has them checked.</summary>
static class PackageParts
{
    internal static PackageReport Run(Dictionary<string, byte[]> parts, TrustAnchors? anchors = null) => PackageCheck.Run(Pack(parts), anchors);

    internal static IEnumerable<string> Failed(Dictionary<string, byte[]> parts, TrustAnchors? anchors = null)
    {
        var report = Run(parts, anchors);
        report.Verdict.ShouldBe(PackageVerdict.NotProved);
        return report.Findings.Where(finding => finding.Outcome == PackageOutcome.Failed).Select(finding => finding.Subject);
    }

    internal static MemoryStream Pack(Dictionary<string, byte[]> parts)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in parts)
            {
                using var part = archive.CreateEntry(path, CompressionLevel.Optimal).Open();
                part.Write(content);
            }
        }

        zip.Position = 0;
        return zip;
    }

    internal static TemporaryFolder Unpack(Dictionary<string, byte[]> parts)
    {
        var folder = new TemporaryFolder();
        foreach (var (path, content) in parts)
        {
            folder.Write(path, content);
        }

        return folder;
    }
}
