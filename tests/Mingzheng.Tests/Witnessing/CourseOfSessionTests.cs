using Mingzheng.Documents;
using Mingzheng.Witnessing;
using Mingzheng.Witnessing.Meeting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>What the record says of a text that was changed, in Chinese and beside it (witnessing rules 12).</summary>
public sealed class CourseOfSessionTests
{
    [Theory]
    [InlineData("en", "Version 1 of the power of attorney was changed")]
    [InlineData("zh-Hant", "授權委託書第1版已更改")]
    public void A_paper_is_named_in_the_language_of_the_line(string language, string words)
    {
        var changed = new Document
        {
            Id = Guid.Empty,
            Kind = WitnessingProcedure.PowerOfAttorney,
            CaseId = Guid.Empty,
            Version = 1,
            Title = "授权委托书",
            Clauses = [],
            TextSha256 = "",
            Anchors = "[]",
            MadeAt = DateTimeOffset.UnixEpoch,
        };
        changed.Supersede(DateTimeOffset.UnixEpoch);

        var said = new CourseOfSession(null!, language).Changes([changed]).Single().What;

        said.Chinese.ShouldStartWith("授权委托书第1版已更改");
        said.Translated.ShouldStartWith(words);
    }
}
