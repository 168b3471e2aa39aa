namespace Mingzheng.Base;

/// <summary>An outside service answered that it will not do what was asked. Asking the same again will not help.</summary>
public sealed class OutsideServiceRefusedException(string service, string code)
    : Exception($"{service} refused: {code}")
{
    /// <summary>The name of the service in the configuration.</summary>
    public string Service { get; } = service;

    /// <summary>The service's own code for its reason, for example <c>proof-wrong</c>.</summary>
    public string Code { get; } = code;
}
