using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Mingzheng.Witnessing;
using Mingzheng.Witnessing.Meeting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>What is another text, and what only looks like one: reading and signatures begin again for a change alone (ACC-AW-03).</summary>
public sealed class WishedTextTests
{
    static readonly DateOnly Today = new(2026, 9, 17);

    [Theory]
    [InlineData("", false)]
    [InlineData("powers=S7&powers=S4", false)]
    [InlineData("stages=second-instance&stages=first-instance", false)]
    [InlineData("excluded=借款的数额\r\n利率", false)]
    [InlineData("place= 香港 ", false)]
    [InlineData("powers=S4", true)]
    [InlineData("powers=S4&powers=S7&powers=S6", true)]
    [InlineData("stages=first-instance", true)]
    [InlineData("excluded=", true)]
    [InlineData("excluded=借款的数额", true)]
    [InlineData("place=上海", true)]
    [InlineData("service=no", true)]
    [InlineData("term-end=", true)]
    [InlineData("term-end=2026-12-30", true)]
    public void ACC_AW_03_A_text_is_another_when_it_says_something_else(string typed, bool another) =>
        WishedText.IsAnother(WishedText.Of(Text, Form(typed), Today), Text).ShouldBe(another);

    /// <summary>The form as the screen fills it in, but for what is typed.</summary>
    static FormCollection Form(string typed)
    {
        var fields = new Dictionary<string, StringValues>
        {
            ["powers"] = new(["S4", "S7"]),
            ["stages"] = new(["first-instance", "second-instance"]),
            ["term-end"] = "2026-12-31",
            ["place"] = "香港",
            ["service"] = "yes",
            ["excluded"] = "借款的数额\n利率",
        };
        foreach (var field in typed.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).GroupBy(pair => pair[0], pair => pair[1]))
        {
            fields[field.Key] = new([.. field]);
        }

        return new FormCollection(fields);
    }

    static AuthorizationFacts Text => new(
        "陈示例", null, "HK", "hong-kong-identity-card", "A123456(3)", "香港虚构道1号", null, "李示例", "示例律师事务所", "14401201010123456",
        ["G1", "G2", "G3", "G4", "G5", "S4", "S7"], ["first-instance", "second-instance"], "借款的数额\n利率", true, new DateOnly(2026, 12, 31), "香港",
        "Asia/Hong_Kong", null);
}
