namespace Mingzheng.Access;

/// <summary>
/// A deed that an endpoint declares. <paramref name="Scope"/> names how the thing it touches is found from the address;
/// <paramref name="May"/> says who may do it.
/// </summary>
public sealed record Act(string Name, string Scope, Standing May);

/// <summary>The thing an endpoint touches is found by this; one per kind of thing.</summary>
public interface IScope
{
    /// <summary>As in <see cref="Act.Scope"/>, for example "room".</summary>
    string Name { get; }

    /// <summary>How the person stands to the thing named by the route; null when there is no such thing.</summary>
    Task<Standing?> Of(Person person, RouteValueDictionary route, CancellationToken stop);
}

/// <summary>Who may follow a family of streams. Whoever may read a stream may read all of it.</summary>
public interface IStreamRule
{
    /// <summary>For example "room:"; the longest matching prefix decides.</summary>
    string Prefix { get; }

    Task<bool> MayFollow(Person person, string stream, CancellationToken stop);
}
