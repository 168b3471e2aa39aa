using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Journal;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Proof;

public sealed class CanonicalJsonTests
{
    /// <summary>The ordering example of RFC 8785 section 3.2.3: UTF-16 order, not code point order.</summary>
    [Fact]
    public void Keys_are_ordered_by_UTF_16_code_units()
    {
        const string Text = """{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}""";

        var keys = Canonical(Text);

        keys.ShouldBe("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    [Theory]
    [InlineData("""  { "b" : [ 1 , -2, true,false , null ] , "a" : {} }""", """{"a":{},"b":[1,-2,true,false,null]}""")]
    [InlineData("""["\u000f\u0008\u0009\u000a\u000c\u000d\u0022\u005c\u002f\u4e2d"]""", "[\"\\u000f\\b\\t\\n\\f\\r\\\"\\\\/中\"]")]
    [InlineData("""[9007199254740991,-9007199254740991,0]""", """[9007199254740991,-9007199254740991,0]""")]
    [InlineData("""["<&'\u007f\u2028"]""", "[\"<&'\u007f\u2028\"]")]
    public void Every_spelling_becomes_the_canonical_one(string text, string canonical) =>
        Canonical(text).ShouldBe(canonical);

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("-0")]
    [InlineData("9007199254740992")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("[1,]")]
    [InlineData("[1] 2")]
    [InlineData("// c\n1")]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("{\"a\"")]
    [InlineData("""["\ud800"]""")]
    [InlineData("\ufeff[]")]
    public void Ambiguous_or_broken_JSON_is_refused(string text) =>
        Should.Throw<FormatException>(() => Canonical(text));

    [Fact]
    public void Invalid_UTF_8_is_refused() =>
        Should.Throw<FormatException>(() => CanonicalJson.Parse([(byte)'"', 0xff, (byte)'"']));

    [Fact]
    public void Endless_nesting_is_refused() =>
        Should.Throw<FormatException>(() => Canonical(new string('[', 100_000)));

    [Fact]
    public void Floats_and_half_characters_are_refused_when_writing()
    {
        Should.Throw<FormatException>(() => CanonicalJson.Serialize(new JsonArray(1.5)));
        Should.Throw<FormatException>(() => CanonicalJson.Serialize(new JsonArray(1.0)));
        Should.Throw<FormatException>(() => CanonicalJson.Serialize(new JsonArray("\ud800")));
        Should.Throw<FormatException>(() => CanonicalJson.Serialize(new JsonArray(1L << 53)));
    }

    [Fact]
    public void Other_spellings_are_refused_where_the_canonical_one_is_demanded()
    {
        CanonicalJson.ParseCanonical("""{"a":1,"b":2}"""u8).ShouldNotBeNull();
        Should.Throw<FormatException>(() => CanonicalJson.ParseCanonical("""{"b":2,"a":1}"""u8));
        Should.Throw<FormatException>(() => CanonicalJson.ParseCanonical("""{"a": 1}"""u8));
    }

    static string Canonical(string text) =>
        Encoding.UTF8.GetString(CanonicalJson.Serialize(CanonicalJson.Parse(Encoding.UTF8.GetBytes(text))));
}
