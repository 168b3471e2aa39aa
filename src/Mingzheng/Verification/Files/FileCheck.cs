using System.Security.Cryptography.X509Certificates;
using System.Threading.RateLimiting;
using Mingzheng.Base;
using Mingzheng.Journal;
using Mingzheng.Proof.Packages;
using Mingzheng.Signing;

namespace Mingzheng.Verification.Files;

/// <summary>
/// Checks a file against this installation's own roots and log, whatever the file itself claims. A few at a time: a hostile file costs
/// seconds of a processor, and signing must not wait for strangers.
/// </summary>
sealed class FileCheck(TrustAnchorFiles trust, LogKey log, PdfJudge pdfs) : IDisposable
{
    const int AtOnce = 2;
    const int Waiting = 16;

    readonly ConcurrencyLimiter gate = new(new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = Waiting });

    /// <exception cref="RefusedException">VERIFICATION_FILE_KIND, VERIFICATION_BUSY, or an authority's root is not to be had.</exception>
    public async Task<CheckedFile> Of(GivenFile file, CancellationToken stop)
    {
        if (!file.IsPdf && !file.IsZip)
        {
            throw GivenFile.Refused("VERIFICATION_FILE_KIND", StatusCodes.Status415UnsupportedMediaType);
        }

        var anchors = new TrustAnchors(Certificates(await trust.Root(stop)), Certificates(await trust.Timestamps(stop)), log.Verifier);
        using var turn = await gate.AcquireAsync(1, stop);
        Refuse.If(turn.IsAcquired ? null : new Refusal("VERIFICATION_BUSY") { Status = StatusCodes.Status503ServiceUnavailable, Field = GivenFile.Field });
        return file.IsPdf ? await pdfs.Judge(file, anchors, stop) : Package(file, anchors);
    }

    public void Dispose() => gate.Dispose();

    static CheckedFile Package(GivenFile file, TrustAnchors anchors)
    {
        using var zip = new MemoryStream(file.Content, writable: false);
        var report = PackageCheck.Run(zip, anchors);
        // What an unproved manifest says of itself is only somebody's word.
        var manifest = report.IsValid ? report.Manifest : null;
        return new CheckedFile(
            report.IsValid ? FileVerdict.PackageProved : FileVerdict.PackageNotProved, file.Sha256, null, [],
            new CheckedPackage(manifest?.Session, manifest?.CaseNumber, manifest?.Court, report.Findings));
    }

    static X509Certificate2Collection Certificates(string pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return certificates;
    }
}
