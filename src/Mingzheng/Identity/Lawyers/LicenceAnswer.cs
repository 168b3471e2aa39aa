namespace Mingzheng.Identity.Lawyers;

/// <summary>What the register said of a licence number.</summary>
public enum LicenceOutcome
{
    /// <summary>The register holds the licence; its status says whether the lawyer may act.</summary>
    Registered,

    /// <summary>The register holds no such licence.</summary>
    Unknown,

    /// <summary>The register did not say.</summary>
    Unavailable,
}

/// <summary>The register's answer.</summary>
/// <param name="Licence">Not null exactly when the outcome is <see cref="LicenceOutcome.Registered"/>.</param>
/// <param name="At">When the court had the answer, or gave up.</param>
/// <param name="Fault">Why there is no answer, for the operator; null when there is one.</param>
public sealed record LicenceAnswer(LicenceOutcome Outcome, LawyerLicence? Licence, DateTimeOffset At, string? Fault)
{
    /// <summary>Whether the register says that the lawyer may practise now (RF-03 otherwise).</summary>
    public bool MayPractise => Licence is { Status: PracticeStatus.Practising };
}
