using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Architecture;

/// <summary>Whoever installs the court is told whose work it stands on.</summary>
public sealed class NoticesTests
{
    static readonly string[] DependencyKinds = ["dependencies", "devDependencies"];
    static readonly string Notices = SourceTree.Text("THIRD-PARTY-NOTICES.md");

    [Fact]
    public void Every_nuget_package_is_named_with_its_licence() =>
        Packages().Where(IsMissing).ShouldBeEmpty();

    [Fact]
    public void Every_nuget_package_that_is_named_is_used()
    {
        var projects = string.Concat(SourceTree.Files()
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) || file == "Directory.Build.props").Select(SourceTree.Text));
        Packages().Where(package => !projects.Contains($"PackageReference Include=\"{package}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_npm_package_is_named_with_its_licence() =>
        SourceTree.Files().Where(file => Path.GetFileName(file) == "package.json").SelectMany(Dependencies).Where(IsMissing).ShouldBeEmpty();

    [Fact]
    public void Every_debian_package_is_named_with_its_licence() =>
        SourceTree.Files().Where(file => file == "run" || file.StartsWith("scripts/", StringComparison.Ordinal))
            .SelectMany(file => Regex.Matches(SourceTree.Text(file), "^ *(?:need|want) ([a-z0-9.+-]+) \"", RegexOptions.Multiline))
            .Select(match => match.Groups[1].Value).Where(IsMissing).ShouldBeEmpty();

    [Fact]
    public void A_package_that_is_not_named_is_caught() => IsMissing("unnamed-package").ShouldBeTrue();

    static IEnumerable<string> Packages() =>
        Regex.Matches(SourceTree.Text("Directory.Packages.props"), "PackageVersion Include=\"([^\"]+)\"").Select(match => match.Groups[1].Value);

    static bool IsMissing(string package) => !Regex.IsMatch(Notices, $@"^\|[^|]*(?<![\w-]){Regex.Escape(package)}(?![\w-])[^|]*\|", RegexOptions.Multiline);

    static IEnumerable<string> Dependencies(string file)
    {
        var package = JsonNode.Parse(SourceTree.Text(file))!;
        return DependencyKinds.SelectMany(kind => package[kind]?.AsObject().Select(entry => entry.Key) ?? []);
    }
}
