using Mingzheng.Base.Identifiers;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Base;

/// <summary>dossier-and-data 3.2: every row of the table and its named edge cases.</summary>
public sealed class MaskingTests
{
    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("王小明", "王*明")]
    [InlineData("欧阳小明", "欧阳**")]
    [InlineData("歐陽修", "歐陽*")]
    [InlineData("陈李小明", "陈**明")]
    [InlineData("王", "*")]
    [InlineData("", "")]
    [InlineData("阿卜杜·热合曼", "阿***")]
    [InlineData("阿卜杜•热合曼", "阿***")]
    [InlineData("王 小 明", "王*明")]
    [InlineData("\U00020BB7野家", "\U00020BB7*家")]
    [InlineData("John Doe", "J*** D**")]
    [InlineData("CHAN, Tai Man", "C***, T** M**")]
    [InlineData("  Chan   T ", "C*** T*")]
    public void A_name_shows_who_is_meant_only_to_those_who_know(string name, string masked) => Masking.Name(name).ShouldBe(masked);

    [Theory]
    [InlineData("110101199003074514", "110***********4514")]
    [InlineData("１１０１０１１９９００３０７４５１４", "110***********4514")]
    [InlineData("1101", "***")]
    public void A_resident_id_shows_three_and_four(string number, string masked) => Masking.MainlandResidentId(number).ShouldBe(masked);

    [Theory]
    [InlineData("H12345679", "H12*****9")]
    [InlineData("H1234567800", "H12*******0")]
    public void A_travel_permit_shows_its_ends(string number, string masked) => Masking.TravelPermit(number).ShouldBe(masked);

    [Fact]
    public void A_taiwan_permit_shows_two_and_two() => Masking.TaiwanPermit("12345678").ShouldBe("12****78");

    [Fact]
    public void A_passport_shows_two_and_two() => Masking.Passport("E01234534").ShouldBe("E0*****34");

    [Theory]
    [InlineData("A123456(3)", "A12***(*)")]
    [InlineData("AB987654(3)", "AB98***(*)")]
    [InlineData("not a card", "***")]
    public void A_hong_kong_card_hides_even_its_check_digit(string number, string masked) =>
        Masking.HongKongIdentityCard(number).ShouldBe(masked);

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("+852 9123 4534", "91****34")]
    [InlineData("91234534", "91****34")]
    [InlineData("+853 6612 3434", "66****34")]
    [InlineData("0912345678", "0912***678")]
    [InlineData("020-82345612", "020-****12")]
    [InlineData("+442079460958", "+44********58")]
    [InlineData("12", "***")]
    public void A_telephone_is_masked_as_its_region_writes_it(string number, string masked) => Masking.Phone(number).ShouldBe(masked);

    [Theory]
    [InlineData("lee@example.com", "l***@example.com")]
    [InlineData("@example.com", "***")]
    [InlineData("nobody", "***")]
    public void A_mail_address_shows_its_first_letter_and_domain(string address, string masked) => Masking.Email(address).ShouldBe(masked);

    [Fact]
    public void A_bank_card_shows_six_and_four_and_to_other_parties_only_four()
    {
        Masking.BankCard("6222023602000123455").ShouldBe("622202*********3455");
        Masking.BankCard("6222 0236 0200 0123 455", lastFourOnly: true).ShouldBe("***************3455");
    }

    [Theory]
    [InlineData("广州市天河区体育西路1号2房", "广州市天河区***")]
    [InlineData("广东省广州市天河区体育西路1号", "广东省广州市天河区***")]
    [InlineData("北京市朝阳区某某路3号", "北京市朝阳区***")]
    [InlineData("香港特别行政区九龙弥敦道1号", "香港特别行政区***")]
    [InlineData("香港中环德辅道8号", "香港***")]
    [InlineData("Flat 1, 2/F, Example Court, Kowloon, Hong Kong", "***, Hong Kong")]
    [InlineData("12 Example Street", "***")]
    public void An_address_ends_at_the_county(string address, string masked) => Masking.Address(address).ShouldBe(masked);

    [Fact]
    public void A_birth_date_shows_the_year() => Masking.BirthDate(new DateOnly(1990, 3, 7)).ShouldBe("1990-**-**");

    [Theory]
    [InlineData("粤A12345", "粤A***")]
    [InlineData("粤A·12345", "粤A***")]
    public void A_plate_shows_where_it_is_from(string plate, string masked) => Masking.Plate(plate).ShouldBe(masked);

    [Theory]
    [InlineData(MaskingLevel.None, "王小明")]
    [InlineData(MaskingLevel.Partial, "王*明")]
    [InlineData(MaskingLevel.Strong, "***")]
    [InlineData(MaskingLevel.Removed, "")]
    public void The_level_decides_how_much_is_shown(MaskingLevel level, string shown) => Masking.At(level, "王小明", Masking.Name).ShouldBe(shown);
}
