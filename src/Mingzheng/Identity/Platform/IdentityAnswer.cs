namespace Mingzheng.Identity.Platform;

/// <summary>What came of a comparison. Only <see cref="Match"/> passes.</summary>
public enum IdentityOutcome
{
    /// <summary>Name, document and face belong together.</summary>
    Match,

    /// <summary>The face or the name is another one.</summary>
    Mismatch,

    /// <summary>The platform does not know the document.</summary>
    UnknownDocument,

    /// <summary>The picture cannot be used: empty, too large or no JPEG. Another one may be taken.</summary>
    UnusableFace,

    /// <summary>The platform did not say. Nothing is known about the person.</summary>
    Unavailable,
}

/// <summary>How alike the faces are, as the platform words it.</summary>
public enum ScoreBand
{
    Low,
    Middle,
    High,
}

/// <summary>The platform's answer, fit to be kept: no face, no name, no number.</summary>
/// <param name="ProviderTransaction">The platform's own number of the comparison; null when there is no answer.</param>
/// <param name="Band">Null when no faces were compared.</param>
/// <param name="At">When the platform compared, or when the court gave up.</param>
/// <param name="Fault">Why there is no answer, for the operator; null when there is one.</param>
public sealed record IdentityAnswer(
    Guid Transaction, IdentityOutcome Outcome, string? ProviderTransaction, ScoreBand? Band, DateTimeOffset At, string? Fault);
