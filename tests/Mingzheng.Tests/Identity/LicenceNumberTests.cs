using System.Net;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Identity;

/// <summary>A licence number that no licence can have (dossier-and-data 9.11) is told as that: it may well have its seventeen digits.</summary>
[Trait("kind", "court")]
public sealed class LicenceNumberTests
{
    [Theory]
    [InlineData("zh-Hans", "请对照执业证逐位核对")]
    [InlineData("zh-Hant", "請對照執業證逐位核對")]
    [InlineData("en", "compare it digit by digit")]
    public async Task A_number_with_an_impossible_digit_is_to_be_compared_digit_by_digit(string language, string words)
    {
        await using var court = await CourtHost.Start();
        using var lawyer = await court.SignIn("LAW", language);
        await lawyer.Get("/desk");

        var page = await lawyer.Post("/me/lawyer", ("licence", "14401201019999999"));

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Readable.ShouldContain(words);
    }
}
