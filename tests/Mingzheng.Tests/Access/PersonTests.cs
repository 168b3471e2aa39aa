using Mingzheng.Access;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Access;

public sealed class PersonTests
{
    /// <summary>docs/journal-format.md: an actor is an account, a visitor or the system. Who is not signed in writes under none of their names.</summary>
    [Fact]
    public void Nobody_is_no_actor_of_the_journal()
    {
        var id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);

        new Person(id, "", []).Actor.ShouldBe($"account:{id:D}");
        Should.Throw<InvalidOperationException>(() => Person.Nobody.Actor);
    }
}
