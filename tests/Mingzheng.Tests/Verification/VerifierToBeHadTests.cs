using Mingzheng.Packages;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Mingzheng.Web;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Verification;

/// <summary>Wherever mingzheng-verify is named to a stranger it stands how to get it.</summary>
public sealed class VerifierToBeHadTests
{
    const string Project = "src/Mingzheng.Verify";
    const string Made = $"dotnet publish {Project} -c Release -o out/verify";

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-Hans.md")]
    [InlineData("docs/package-format.md")]
    public void A_page_of_the_repository_says_how_it_is_made_and_where_it_lies(string file)
    {
        var text = File.ReadAllText(Checkout.File(file));

        text.ShouldContain(Made);
        text.ShouldContain(".dev/app/verify/");
        File.Exists(Checkout.File($"{Project}/Mingzheng.Verify.csproj")).ShouldBeTrue();
        File.ReadAllText(Checkout.File("scripts/publish.sh")).ShouldContain($"verify:{Project}");
    }

    [Fact]
    public void A_package_says_how_it_is_made_and_the_page_for_checking_names_that_in_plain_words()
    {
        PackageReadme.Text.Split(Made).Length.ShouldBe(3, "once in each language");
        foreach (var language in Language.All)
        {
            var said = new WordBook().All(language)["verification.self.text"];
            said.ShouldContain("README.txt");
            said.ShouldNotContain("dotnet", Case.Insensitive, "the page is for everybody");
        }
    }

    [Fact, Trait("kind", "court")]
    public async Task The_page_for_checking_leads_to_the_source_where_the_court_says_where_it_is()
    {
        const string source = "https://source.example/mingzheng#readme";
        await using var told = await CourtHost.Start(settings: [$"Web:Source={source}"]);
        using var stranger = told.Visitor();

        (await stranger.Get("/verify")).Text.ShouldContain($"href=\"{source}\"");
    }
}
