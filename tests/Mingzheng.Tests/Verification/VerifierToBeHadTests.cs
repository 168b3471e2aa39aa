using Mingzheng.Packages;
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
    public void A_package_and_the_page_for_checking_say_how_it_is_made()
    {
        PackageReadme.Text.Split(Made).Length.ShouldBe(3, "once in each language");
        foreach (var language in Language.All)
        {
            new WordBook().All(language)["verification.self.text"].ShouldContain(Made);
        }
    }
}
