using Mingzheng.Base.Identifiers;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Base;

/// <summary>litigation-rules 1.1 and 1.3.</summary>
public sealed class CaseNumberTests
{
    [Theory]
    [InlineData("（2024）粤01民终1234号", 2024, "粤01", null, "民终", 1234, null)]
    [InlineData("(2021)川0104民诉前调801号", 2021, "川0104", null, "民诉前调", 801, null)]
    [InlineData("（2023）粤73知民初5号", 2023, "粤73", "知", "民初", 5, null)]
    [InlineData("(2019)最高法知民终1号", 2019, "最高法", "知", "民终", 1, null)]
    [InlineData("（2018）最高法商初1号", 2018, "最高法", "商", "初", 1, null)]
    [InlineData("（2020）粤执123号", 2020, "粤", null, "执", 123, null)]
    [InlineData("（2022）沪0115民初13290号之一", 2022, "沪0115", null, "民初", 13290, "之一")]
    [InlineData(" （２０２４） 粤01 民终 1234 号 ", 2024, "粤01", null, "民终", 1234, null)]
    public void A_case_number_is_read_into_its_parts(
        string written, int year, string court, string? special, string type, int serial, string? suffix)
    {
        CaseNumber.TryParse(written, out var number, out _).ShouldBeTrue();

        number.ShouldBe(new CaseNumber(year, court, special, type, serial, suffix));
    }

    [Theory]
    [InlineData("（2024）粤012民终1号", IdentifierFault.Form)]
    [InlineData("（2024）广01民终1号", IdentifierFault.Form)]
    [InlineData("（2024）粤01民终号", IdentifierFault.Form)]
    [InlineData("2024粤01民终1号", IdentifierFault.Form)]
    [InlineData("（2024）粤01民终01号", IdentifierFault.Form)]
    [InlineData("（2024）粤01民终１２３４５６７８９０号", IdentifierFault.Form)]
    [InlineData("（2024）粤01民某1号", IdentifierFault.CaseType)]
    [InlineData("（2024）粤01初1号", IdentifierFault.CaseType)]
    [InlineData("", IdentifierFault.Empty)]
    public void What_is_no_case_number_is_refused_with_its_reason(string written, IdentifierFault expected)
    {
        CaseNumber.TryParse(written, out _, out var fault).ShouldBeFalse();

        fault.ShouldBe(expected);
    }

    [Theory]
    [InlineData("(2021)川0104民诉前调801号", "（2021）川0104民诉前调801号")]
    [InlineData("（2022）沪0115民初13290号之一", "（2022）沪0115民初13290号之一")]
    public void A_case_number_is_printed_with_full_width_brackets(string written, string printed)
    {
        CaseNumber.TryParse(written, out var number, out _).ShouldBeTrue();

        number!.ToString().ShouldBe(printed);
    }
}
