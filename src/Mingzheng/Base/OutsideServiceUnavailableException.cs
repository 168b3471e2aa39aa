namespace Mingzheng.Base;

/// <summary>An outside service did not answer, answered too late, or answered what cannot be relied on. The same request may
/// succeed later; until then what depends on it does not happen.</summary>
public sealed class OutsideServiceUnavailableException(string service, string reason, Exception? cause = null)
    : Exception($"{service} is unavailable: {reason}", cause)
{
    /// <summary>The name of the service in the configuration.</summary>
    public string Service { get; } = service;

    /// <summary>Why, for the operator; it holds nothing personal.</summary>
    public string Reason { get; } = reason;
}
