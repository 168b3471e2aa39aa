using System.IO.Compression;
using System.Text;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Pdf;
using static Mingzheng.Tests.Hostile.Besieged;

namespace Mingzheng.Tests.Hostile;

/// <summary>Files that strangers give to the public check. It answers with a verdict and keeps nothing.</summary>
static class FileAttacks
{
    public static readonly IReadOnlyList<Attack> All =
    [
        new("a zip that unpacks to a hundred megabytes", 200, "packageNotProved", court => Check(court, Zip(("manifest.json", new byte[100 * 1024 * 1024])))),
        new("a zip with names that lead elsewhere", 200, "packageNotProved", court => Check(court, Zip(("../../../etc/cron.d/a", [1]), ("/etc/passwd", [1])))),
        new("a zip within a zip within a zip", 200, "packageNotProved", court => Check(court, Nested(20))),
        new("a zip whose manifest is nested ten thousand deep", 200, "packageNotProved",
            court => Check(court, Zip(("manifest.json", Encoding.ASCII.GetBytes(new string('[', 10_000)))))),
        new("a zip of ten thousand empty files", 200, "packageNotProved",
            court => Check(court, Zip([.. Enumerable.Range(0, 10_000).Select(i => ($"documents/{i}.pdf", Array.Empty<byte>()))]))),
        new("a PDF that is also a zip", 200, "unreadable", court => Check(court, [.. "%PDF-1.7\n"u8, .. Zip(("manifest.json", [1]))])),
        // A revision that cannot be read is so much waste behind the last one that can.
        new("a PDF whose last revision is nested a hundred thousand deep", 200, "unsigned",
            court => Check(court, SamplePdf.Append(SamplePdf.Pages("deep"), (1, new string('[', 100_000))))),
        new("a PDF whose pages run in a ring", 200, "unsigned",
            court => Check(court, SamplePdf.Append(SamplePdf.Pages("ring"), (SamplePdf.PageObject(1), "<</Type/Pages/Kids[2 0 R]>>")))),
        new("a zip whose names all lead to the same bytes", 200, "packageNotProved",
            court => Check(court, Proof.HostileZip.Overlapping(new byte[40 * 1024 * 1024], 20_000))),
        new("a PDF of four million numbers", 200, "unsigned", court => Check(court, HostilePdf.Numbers(4_000_000))),
        new("a PDF that two thousand signatures claim", 200, "unreadable", court => Check(court, HostilePdf.Signatures(2_000))),
        new("a page with a script that calls itself a PDF", 415, "VERIFICATION_FILE_KIND",
            court => Check(court, "<html><script>alert(1)</script></html>"u8.ToArray())),
        new("a file of fifty-two megabytes", 413, "VERIFICATION_FILE_TOO_LARGE", court => Check(court, new byte[52 * 1024 * 1024])),
        new("a code with the quotes of SQL", 404, "VERIFICATION_CODE_UNKNOWN", court => Get(court.Nobody, "/verify?code='%20or%201=1%20--")),
        new("a code with a zero byte", 404, "VERIFICATION_CODE_UNKNOWN", court => Get(court.Nobody, "/verify?code=AAAA%00BBBB")),
        new("a code of a script", 404, "VERIFICATION_CODE_UNKNOWN", court => Get(court.Nobody, "/verify?code=%3Cscript%3Ealert(1)%3C/script%3E")),
    ];

    static Task<Reply> Check(Besieged court, byte[] file) => File(court.Nobody, "/verify", file);

    static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return zip.ToArray();
    }

    static byte[] Nested(int deep) => deep == 0 ? [1] : Zip(("package.zip", Nested(deep - 1)));
}
