using Mingzheng.Base.Identifiers;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Base;

/// <summary>Two written names (dossier-and-data 11; P-1): what is one name for certain, what only a person can say, and what is another name.</summary>
public sealed class NameComparisonTests
{
    [Theory]
    [InlineData("陳大文", "陳大文", NameLikeness.Same)]
    [InlineData("陳 大文", "陳大文 ", NameLikeness.Same)]
    [InlineData("ＣＨＡＮ　Ｔａｉ－ｍａｎ", "Chan, Tai Man", NameLikeness.Same)]
    [InlineData("CHAN TAI MAN", "chan tai-man", NameLikeness.Same)]
    [InlineData("阿卜杜·热合曼", "阿卜杜•热合曼", NameLikeness.Same)]
    [InlineData("José Álvarez", "JOSE ALVAREZ", NameLikeness.Same)]
    [InlineData("陳大文（CHAN Tai Man）", "陳大文", NameLikeness.Same)]
    [InlineData("陳大文（CHAN Tai Man）", "CHAN, Tai Man", NameLikeness.Same)]
    [InlineData("梁<script>alert(1)</script>", "梁<script>alert(1)</script>", NameLikeness.Same)]
    [InlineData("陳大文", "陈大文", NameLikeness.Unsure)]
    [InlineData("葉國華", "叶国华", NameLikeness.Unsure)]
    [InlineData("衞慶恆", "卫庆恒", NameLikeness.Unsure)]
    [InlineData("後文", "后文", NameLikeness.Unsure)]
    [InlineData("Tai Man CHAN", "CHAN Tai Man", NameLikeness.Unsure)]
    [InlineData("陳大文", "CHAN Tai Man", NameLikeness.Unsure)]
    [InlineData("陳大文 CHAN Tai Man", "陳大文 WONG Siu Ming", NameLikeness.Unsure)]
    [InlineData("陳大文", "陳小文", NameLikeness.Other)]
    [InlineData("陳大文", "陳大", NameLikeness.Other)]
    [InlineData("陳大文", "王小明", NameLikeness.Other)]
    [InlineData("陈大文", "王大文", NameLikeness.Other)]
    [InlineData("CHAN Tai Man", "CHAN Siu Man", NameLikeness.Other)]
    [InlineData("陳大文 CHAN Tai Man", "王小明 CHAN Tai Man", NameLikeness.Other)]
    [InlineData("陳大文 CHAN Tai Man", "陈大文 WONG Siu Ming", NameLikeness.Other)]
    [InlineData("", "陳大文", NameLikeness.Other)]
    [InlineData("·", "陳大文", NameLikeness.Other)]
    public void P_1_Two_names_are_the_same_for_certain_or_another_or_for_a_person_to_decide(string one, string other, NameLikeness expected)
    {
        NameComparison.Compare(one, other).ShouldBe(expected);
        NameComparison.Compare(other, one).ShouldBe(expected);
    }
}
