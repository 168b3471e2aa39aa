using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Shouldly;

namespace Mingzheng.Tests.Web;

/// <summary>
/// The pages at which a test has axe look, as routes with {} for every value. The test proves it by <see cref="ShouldBeKept"/>, and that no page
/// of the court is left out is held by MatrixTests, which knows all of them.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed partial class LooksAtAttribute(params string[] pages) : Attribute
{
    static readonly ConcurrentDictionary<string, bool> Seen = [];

    public IReadOnlyList<string> Pages => pages;

    public static IReadOnlySet<string> All { get; } = typeof(LooksAtAttribute).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttribute<LooksAtAttribute>()?.Pages ?? []).ToHashSet();

    /// <summary>Axe has looked at this address.</summary>
    internal static void Note(string url) => Seen[Id().Replace(new Uri(url).AbsolutePath, "{}")] = true;

    /// <summary>A route as the attribute writes it.</summary>
    internal static string Route(string? rawText) => Value().Replace($"/{rawText?.Trim('/')}", "{}");

    /// <summary>Axe was everywhere where the test that calls this says so.</summary>
    public static void ShouldBeKept(object test, [CallerMemberName] string method = "") =>
        test.GetType().GetMethod(method)!.GetCustomAttribute<LooksAtAttribute>()!.Pages.Except(Seen.Keys).ShouldBeEmpty($"{method} says that axe looked there");

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Value();
}
