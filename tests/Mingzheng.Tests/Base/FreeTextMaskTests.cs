using Mingzheng.Base.Identifiers;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Base;

/// <summary>dossier-and-data 3.2: free text and recognised pages.</summary>
public sealed class FreeTextMaskTests
{
    static readonly DateOnly Today = new(2025, 9, 17);

    [Theory]
    [InlineData("身份证110101199003074514，电话13812345678。", "身份证110***********4514，电话138****5678。")]
    [InlineData("号码是１１０１０１１９９００３０７４５１４。", "号码是110***********4514。")]
    [InlineData("身份证11010119900\n3074514。", "身份证110***********4514。")]
    [InlineData("编号ID110101199003074514X", "编号ID110***********4514X")]
    [InlineData("微信wx13812345678联系", "微信wx138****5678联系")]
    [InlineData("香港身份证A123456(3)及回乡证H12345679", "香港身份证A12***(*)及回乡证H12*****9")]
    [InlineData("致电+852 9123 4534或020-82345612", "致电91****34或020-****12")]
    [InlineData("卡号6222 0236 0200 0123 455", "卡号622202*********3455")]
    [InlineData("邮箱lee@example.com", "邮箱l***@example.com")]
    [InlineData("护照E01234534号", "护照E0*****34号")]
    public void What_identifies_a_person_is_masked(string text, string masked) => FreeTextMask.Propose(text, Today).Text.ShouldBe(masked);

    [Fact]
    public void A_passport_number_inside_a_machine_readable_zone_is_masked_with_it()
    {
        const string zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

        var masked = FreeTextMask.Propose("见下\n" + zone + "\n完", Today);

        masked.Text.ShouldBe("见下\n***\n***\n完");
        masked.Findings.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("（2024）粤01民终1234号")]
    [InlineData("金额1234567.89元，2025年9月17日")]
    [InlineData("编号A123456(4)")]
    public void What_identifies_nobody_is_left(string text)
    {
        var masked = FreeTextMask.Propose(text, Today);

        masked.Text.ShouldBe(text);
        masked.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Findings_point_into_the_given_text()
    {
        var masked = FreeTextMask.Propose("电话13812345678和lee@example.com", Today);

        masked.Findings.ShouldBe([(2, 11), (14, 15)]);
    }
}
