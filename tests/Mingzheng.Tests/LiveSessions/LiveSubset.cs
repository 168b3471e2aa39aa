using Xunit;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>
/// Tests with cameras, a media server and several processes want the machine for themselves: they run one after another, when all others
/// are done.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LiveSubset
{
    public const string Name = "live";
}
