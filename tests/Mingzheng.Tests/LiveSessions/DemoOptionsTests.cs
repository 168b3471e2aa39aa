using Mingzheng.Base.Identifiers;
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

    /// <summary>The court writes signs and blanks its own way; what it keeps of any name is what the case is expected to say.</summary>
    [Theory]
    [InlineData("买买提•艾力", "买买提·艾力")]
    [InlineData("マリア・カラス", "マリア·カラス")]
    [InlineData("張三（別名）", "張三(別名)")]
    [InlineData("Chan  Tai\u3000man\u00A0x", "Chan Tai man x")]
    [InlineData("ＡＢＣ１２３", "ABC123")]
    [InlineData("ศรีสุวรรณ์ น้ำผึ้ง", "ศรีสุวรรณ์ น้ำผึ้ง")]
    [InlineData("O'Brien <b>", "O'Brien <b>")]
    public void The_case_is_expected_to_say_the_name_as_the_court_writes_it(string typed, string written)
    {
        WrittenForm.Name(typed).ShouldBe(written);
        DemoOptions.Parse(["--principal", typed, "--powers", "S4"]).Expected(WrittenForm.Name(typed)).ShouldBe(new Effect(written, "G1 G2 G3 G4 G5 S4"));
    }

    [Theory]
    [InlineData("陳大文", "陳大")]
    [InlineData("Chan Tai-man", "Chan Tai-men")]
    [InlineData("น้ำผึ้ง", "นำผง")]
    public void Another_name_is_not_taken_for_the_one_asked_for(string typed, string kept) =>
        Should.Throw<InvalidOperationException>(() => DemoOptions.Parse(["--principal", typed]).Expected(kept));

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
