using Mingzheng.Base.Identifiers;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Base;

/// <summary>Attack: names and texts that show something else than they hold, by marks that nobody sees.</summary>
public sealed class WrittenFormTests
{
    [Theory]
    [InlineData("陳\u200b大\u202e文\ufeff", "陳大文")]
    [InlineData(" \u2066Chan\u2069  Tai\u00adman\u0000 ", "Chan Taiman")]
    [InlineData("买买提•艾力", "买买提·艾力")]
    [InlineData("𠮷野", "𠮷野")]
    [InlineData("\u200b \u202e", "")]
    public void A_name_is_kept_without_what_nobody_sees(string typed, string kept) => WrittenForm.Name(typed).ShouldBe(kept);

    [Theory]
    [InlineData("香港\n九龙\r\n一号", true)]
    [InlineData("O'Brien & Søn ½ — “x” 𠮷 😀", true)]
    [InlineData("abc\u202edef", false)]
    [InlineData("a\u200bb", false)]
    [InlineData("a\u0007b", false)]
    [InlineData("a\u2028b", false)]
    [InlineData("a\ud800b", false)]
    public void A_text_for_a_paper_reads_as_it_is_stored(string text, bool readable) => WrittenForm.IsReadable(text).ShouldBe(readable);
}
