using System.Security.Cryptography;

namespace Mingzheng.Proof.Pdf;

/// <summary>
/// The digests that a file had after each time it was saved. A signed document grows by revisions, so an earlier state of it is a
/// beginning of its bytes: this finds the last state that somebody else has recorded.
/// </summary>
public static class PdfRevisionDigests
{
    /// <param name="pdf">Any bytes.</param>
    /// <returns>SHA-256 in lower-case hex, the oldest revision first; empty when the file cannot be read.</returns>
    public static IReadOnlyList<string> Of(byte[] pdf)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var (digests, done) = (new List<string>(), 0);
            foreach (var revision in PdfFile.ParseWithTail(pdf).Revisions)
            {
                hash.AppendData(pdf, done, revision.End - done);
                digests.Add(Convert.ToHexStringLower(hash.GetCurrentHash()));
                done = revision.End;
            }

            return digests;
        }
        catch (PdfException)
        {
            return [];
        }
    }
}
