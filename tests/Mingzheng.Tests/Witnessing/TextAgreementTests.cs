using Mingzheng.Witnessing;
using Mingzheng.Witnessing.Meeting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>Which answers contradict which text (RF-06).</summary>
public sealed class TextAgreementTests
{
    [Theory]
    [InlineData("Q-12", true, true, false)]
    [InlineData("Q-12", true, false, true)]
    [InlineData("Q-12", false, true, true)]
    [InlineData("Q-12", false, false, false)]
    [InlineData("Q-12", true, null, false)]
    [InlineData("Q-11:text", true, true, false)]
    [InlineData("Q-11:text", true, false, true)]
    [InlineData("Q-10:S4", true, true, false)]
    [InlineData("Q-10:S4", true, false, true)]
    [InlineData("Q-10:S7", true, false, false)]
    [InlineData("Q-14", true, false, false)]
    [InlineData("Q-11", true, null, false)]
    public void An_answer_contradicts_the_text_that_says_otherwise(string question, bool service, bool? answer, bool contradicts) =>
        TextAgreement.Contradicted(Text(service), [(question, answer)]).ShouldBe(contradicts ? [question] : []);

    static AuthorizationFacts Text(bool service) => new(
        "陈示例", null, "HK", "hong-kong-identity-card", "A123456(3)", "香港虚构道1号", null, "李示例", "示例律师事务所", "14401201010123456",
        ["G1", "S4"], ["first-instance"], null, service, null, "香港", "Asia/Hong_Kong", null);
}
