using System.Text;

namespace Mingzheng.Verification.Codes;

/// <summary>The code of a certificate as people type it: any case, any dashes and spaces, full-width letters too.</summary>
static class VerificationCode
{
    const int Longest = 100;
    const int Group = 4;

    /// <summary>As issued: groups of four capitals and digits, "XXXX-XXXX-XXXX-XXXX".</summary>
    public static string Normalise(string typed)
    {
        // Half a pair, left over by the cut, is no character that can be normalised.
        var clean = new string([.. typed.Take(Longest).Where(letter => !char.IsSurrogate(letter))]).Normalize(NormalizationForm.FormKC);
        return string.Join('-', clean.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant).Chunk(Group).Select(group => new string(group)));
    }
}
