using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mingzheng.Documents;
using Mingzheng.Identity.Lawyers;
using Mingzheng.Identity.Platform;
using Mingzheng.Notices.Gateways;
using Mingzheng.Rooms.Media;
using Mingzheng.Signing.Issuer;
using Mingzheng.Signing.Timestamps;
using Mingzheng.Web;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Architecture;

/// <summary><c>docs/settings.md</c> names every setting that the code reads, and no other.</summary>
public sealed partial class SettingsTests
{
    /// <summary>Sections that are read as a whole.</summary>
    static readonly IReadOnlyDictionary<string, Type> Sections = new Dictionary<string, Type>
    {
        ["Documents:Typesetter"] = typeof(TypesetterOptions),
        ["Media"] = typeof(MediaOptions),
        ["Web"] = typeof(WebOptions),
    };

    [Fact]
    public void The_page_names_every_setting_and_no_other()
    {
        var read = Written().Concat(Sections.SelectMany(section => NamesOf(section.Key, section.Value))).Concat(OfOutsideServices())
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var told = Told().Order(StringComparer.Ordinal).ToList();

        read.Count.ShouldBeGreaterThan(60);
        read.Except(told).ShouldBeEmpty("read, and not on the page");
        told.Except(read).ShouldBeEmpty("on the page, and read nowhere");
        told.ShouldBe(told.Distinct(), "named twice");
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-Hans.md")]
    public void Who_wants_to_run_a_court_is_led_there(string page) => SourceTree.Text(page).ShouldContain("(docs/settings.md)");

    /// <summary>Names that stand in the code, such as <c>configuration["Data:Folder"]</c>.</summary>
    static IEnumerable<string> Written() => SourceTree.Files()
        .Where(file => file.StartsWith("src/Mingzheng/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
        .SelectMany(file => Name().Matches(SourceTree.Text(file)).Select(match => match.Groups[1].Value))
        .Where(name => !Sections.ContainsKey(name));

    static IEnumerable<string> NamesOf(string section, Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .SelectMany(property => property.PropertyType.Namespace == type.Namespace && property.PropertyType.IsClass
            ? NamesOf($"{section}:{property.Name}", property.PropertyType) : [$"{section}:{property.Name}"]);

    /// <summary>Reads every section from a configuration that has an answer to everything and notes what it was asked.</summary>
    static IEnumerable<string> OfOutsideServices()
    {
        var asked = new Asked();
        var configuration = new ConfigurationBuilder().Add(asked).Build();
        new ServiceCollection().AddIdentityPlatform(configuration).AddLawyerRegistry(configuration).AddCertificateIssuer(configuration)
            .AddTimestampAuthority(configuration).AddMessageGateways(configuration);
        return asked.Names;
    }

    static IEnumerable<string> Told() => SourceTree.Text("docs/settings.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Quoted().Matches(line.Split('|')[1]).Select(match => Place().Replace(match.Groups[1].Value, "")));

    sealed class Asked : ConfigurationProvider, IConfigurationSource
    {
        public HashSet<string> Names { get; } = [];

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Names.Add(key);
            value = "x";
            return true;
        }
    }

    [GeneratedRegex("\"([A-Z][A-Za-z]+(?::[A-Z][A-Za-z]+)+)\"")]
    private static partial Regex Name();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    /// <summary>The last part of a name that is of the operator's choosing.</summary>
    [GeneratedRegex(":[A-Z]+$")]
    private static partial Regex Place();
}
