using System.Security.Cryptography.X509Certificates;

namespace Mingzheng.Proof.Pdf;

/// <summary>
/// Checks signed PDFs offline. Beyond the cryptography it compares revisions, because a signature stays mathematically right
/// when somebody appends a revision that replaces a page: after a signature only further signatures may come.
/// </summary>
public static class PdfCheck
{
    /// <summary>Each costs a reading of the whole file; no paper of a court bears so many.</summary>
    const int MaxSignatures = 64;

    /// <param name="pdf">Any bytes; hostile ones are reported, not thrown.</param>
    /// <param name="roots">Roots trusted for signers.</param>
    /// <param name="tsaRoots">Roots trusted for timestamps. Certificates are judged at the time of the timestamp.</param>
    public static PdfReport Check(byte[] pdf, X509Certificate2Collection roots, X509Certificate2Collection tsaRoots)
    {
        try
        {
            var file = PdfFile.ParseWithTail(pdf);
            var check = new SignatureCheck(pdf, roots, tsaRoots);
            var findings = Values(file).Select(value => check.Check(value.Value, value.Revision)).ToList();
            var reports = findings.Select(finding => Report(finding, RevisionComparison.ChangesAfter(file, finding, findings))).ToList();
            return Summary(reports, SignatureValue.EmptyFieldsIn(file));
        }
        catch (PdfException fault)
        {
            return new PdfReport(PdfVerdict.Unreadable, $"The file is damaged or not of the kind a court writes: {fault.Message}.", [], []);
        }
    }

    // Each revision is asked for the signatures it brought, so that one removed from the form later is still found.
    static List<(SignatureValue Value, PdfRevision Revision)> Values(PdfFile file)
    {
        var brought = from revision in file.Revisions
                      from value in SignatureValue.AllIn(file.At(revision))
                      where value.Contents.Start >= revision.Start && value.Contents.End <= revision.End
                      select (value, revision);
        var values = brought.Take(MaxSignatures + 1).ToList();
        return values.Count <= MaxSignatures ? values : throw new PdfException($"the file bears more than {MaxSignatures} signatures");
    }

    static PdfSignatureReport Report(SignatureFinding finding, IReadOnlyList<string> changes)
    {
        if (finding.Intact && changes.Count > 0)
        {
            finding = finding.With(PdfFault.ModifiedAfter, $"the document was changed after this signature: {string.Join("; ", changes)}");
        }
        return new PdfSignatureReport(
            finding.Value.FieldName,
            finding.Value.IsDocumentTimestamp ? PdfSignatureKind.DocumentTimestamp : PdfSignatureKind.Signature,
            finding.Signer,
            finding.CertificateSha256,
            finding.Revision.Number + 1,
            finding.CoversWholeRevision,
            finding.Intact || finding.Fault == PdfFault.ModifiedAfter,
            finding.Trusted,
            finding.Timestamp,
            finding.TimestampTrusted,
            changes,
            finding.Fault,
            finding.Fault == PdfFault.None ? "valid, and nothing but signatures came after" : finding.Reason);
    }

    static PdfReport Summary(List<PdfSignatureReport> reports, IReadOnlyList<string> emptyFields)
    {
        if (reports.Count == 0)
        {
            return new PdfReport(PdfVerdict.NoSignature, "The file holds no signature.", reports, emptyFields);
        }
        var worst = reports.MaxBy(report => report.Verdict)!;
        var reason = worst.Verdict == PdfVerdict.Valid
            ? $"All {reports.Count} signatures are valid and the document is as it was signed."
            : $"Signature {worst.Field}{(worst.Signer.Length > 0 ? $" of {worst.Signer}" : "")}: {worst.Reason}.";
        return new PdfReport(worst.Verdict, reason, reports, emptyFields);
    }
}
