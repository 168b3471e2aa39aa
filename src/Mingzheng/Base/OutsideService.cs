namespace Mingzheng.Base;

/// <summary>An outside service as this court has configured it.</summary>
/// <param name="Name">The name of its section under <c>OutsideServices</c>, for example <c>IdentityPlatform</c>.</param>
/// <param name="Sandboxed">True when a sandbox stands in for it; every screen then says so.</param>
/// <param name="Faults">What is wrong with its settings, one sentence each; empty when they can be used.</param>
public sealed record OutsideService(string Name, bool Sandboxed, IReadOnlyList<string> Faults);
