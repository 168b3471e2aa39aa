using System.Net;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Courts;

/// <summary>Whoever reads "call the litigation service line" can call it, from any country: 12368 answers nobody outside the mainland.</summary>
[Trait("kind", "court")]
public sealed class HotlineTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/guide")]
    [InlineData("/sign-in")]
    [InlineData("/no-such-page")]
    public async Task A_page_gives_the_number_of_the_court_with_its_country_code(string path)
    {
        await using var court = await CourtHost.Start();
        using var stranger = court.Visitor();

        var page = await stranger.Get(path);

        WebUtility.HtmlDecode(page.Text).ShouldContain("<a class=\"touch phone\" href=\"tel:+8620000012368\">+86 20 0000 12368</a>");
    }
}
