using System.Reflection;

namespace Mingzheng.Access;

/// <summary>The one who asks, as known from the sign-in of this request; <see cref="Nobody"/> when not signed in.</summary>
public sealed record Person(Guid Account, string Name, IReadOnlyList<StaffPost> Posts)
{
    public static readonly Person Nobody = new(Guid.Empty, "", []);

    public bool IsSignedIn => Account != Guid.Empty;

    /// <summary>As written in the journal.</summary>
    /// <exception cref="InvalidOperationException">Nobody writes: what is done before a sign-in is done by a visitor.</exception>
    public string Actor => IsSignedIn ? $"account:{Account:D}" : throw new InvalidOperationException("Nobody is signed in, and nobody acts.");

    public bool Serves(Guid court, StaffRole role) => Posts.Any(post => post.Court == court && post.Role == role);

    public static ValueTask<Person> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return ValueTask.FromResult(Of(context));
    }

    public static Person Of(HttpContext context) => context.Items[typeof(Person)] as Person ?? Nobody;
}
