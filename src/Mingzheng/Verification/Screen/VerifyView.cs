using Mingzheng.Verification.Codes;
using Mingzheng.Verification.Files;
using Mingzheng.Web;

namespace Mingzheng.Verification.Screen;

/// <summary>What the page of the public check shows beside its two forms.</summary>
public sealed record VerifyView
{
    public string? Code { get; init; }

    public CheckedCertificate? Certificate { get; init; }

    public CheckedFile? File { get; init; }

    public FormErrors? Errors { get; init; }
}
