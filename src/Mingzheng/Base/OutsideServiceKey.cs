namespace Mingzheng.Base;

/// <summary>The name under which an outside service knows this court, and the secret they share.</summary>
public sealed record OutsideServiceKey(string AppId, string Secret)
{
    /// <summary>The name alone: options are printed in logs, secrets are not.</summary>
    public override string ToString() => AppId;
}
