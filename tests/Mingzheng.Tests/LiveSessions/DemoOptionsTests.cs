using Mingzheng.Demo;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>What <c>./run demo</c> takes, and how it refuses the rest before anything is started.</summary>
public sealed class DemoOptionsTests
{
    [Theory]
    [InlineData("O'Brien <b>")]
    [InlineData("欧阳娜娜")]
    [InlineData("𠮷田示例")]
    [InlineData("买买提·艾力·示例")]
    [InlineData("  陳大文 ", "陳大文")]
    public void Any_name_is_taken(string name, string? kept = null) =>
        DemoOptions.Parse(["--principal", name]).Principal.ShouldBe(kept ?? name);

    [Fact]
    public void A_name_may_be_as_long_as_the_court_takes_it()
    {
        DemoOptions.Parse(["--principal", new string('长', 100)]).Principal.Length.ShouldBe(100);
        Refusal("--principal", new string('长', 101)).ShouldContain("1 to 100");
    }

    [Theory]
    [InlineData("none", "")]
    [InlineData("", "")]
    [InlineData("all", "S1 S2 S3 S4 S5 S6 S7 S8 S9 S10 S11 S12 S13")]
    [InlineData("S7, S4,S4", "S4 S7")]
    public void Powers_are_named_once_and_in_the_order_of_the_documents(string text, string powers) =>
        string.Join(' ', DemoOptions.Parse(["--powers", text]).Powers).ShouldBe(powers);

    [Theory]
    [InlineData("S14", "--powers", "S4,S14")]
    [InlineData("s4", "--powers", "s4")]
    [InlineData("none", "--powers", "none,S4")]
    [InlineData("fr", "--language", "fr")]
    [InlineData("--principal needs a value", "--principal")]
    [InlineData("--principal needs a value", "--principal", "--keep")]
    [InlineData("1 to 100", "--principal", "  ")]
    [InlineData("cannot be seen", "--principal", "陳\u202E大文")]
    [InlineData("cannot be seen", "--principal", "陳\n大文")]
    [InlineData("--fast is not known", "--fast")]
    public void What_is_wrong_is_named(string wrong, params string[] args) => Refusal(args).ShouldContain(wrong);

    static string Refusal(params string[] args) => Should.Throw<FormatException>(() => DemoOptions.Parse(args)).Message;
}
