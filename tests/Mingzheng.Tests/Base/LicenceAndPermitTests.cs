using Mingzheng.Base.Identifiers;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Base;

/// <summary>dossier-and-data 9.4, 9.10 and 9.11.</summary>
public sealed class LicenceAndPermitTests
{
    [Theory]
    [InlineData("H1234567800", "H12345678", true)]
    [InlineData("h12345678", "H12345678", true)]
    [InlineData("M12345678", "M12345678", false)]
    public void A_travel_permit_keeps_the_number_that_stays_with_the_person(string number, string person, bool isHongKong)
    {
        MainlandTravelPermit.TryParse(number, out var permit, out _).ShouldBeTrue();

        permit!.PersonNumber.ShouldBe(person);
        permit.IsHongKong.ShouldBe(isHongKong);
    }

    [Theory]
    [InlineData("K12345678")]
    [InlineData("H1234567")]
    [InlineData("H123456780")]
    public void A_travel_permit_of_another_form_is_refused(string number)
    {
        MainlandTravelPermit.TryParse(number, out _, out var fault).ShouldBeFalse();

        fault.ShouldBe(IdentifierFault.Form);
    }

    [Theory]
    [InlineData("91350100M000100Y43", true, false)]
    [InlineData("91440101MA5ABC1202", true, false)]
    [InlineData("12440000123456788B", true, false)]
    [InlineData("31440000MA5ABC120L", true, true)]
    [InlineData("91440101MA5ABC1203", false, false)]
    public void A_credit_code_tells_whether_its_checks_hold(string number, bool holds, bool isLawFirm)
    {
        UnifiedSocialCreditCode.TryParse(number, out var code, out _).ShouldBeTrue();

        code!.CheckHolds.ShouldBe(holds);
        code.IsLawFirm.ShouldBe(isLawFirm);
    }

    [Theory]
    [InlineData("91350100M000100O43")]
    [InlineData("91350100M000100Y4")]
    public void A_credit_code_with_letters_outside_its_alphabet_or_of_another_length_is_refused(string number)
    {
        UnifiedSocialCreditCode.TryParse(number, out _, out var fault).ShouldBeFalse();

        fault.ShouldBe(IdentifierFault.Form);
    }

    [Theory]
    [InlineData("14401201010123456", LawyerCategory.FullTime, 2010, Sex.Male)]
    [InlineData("14401201030123456", LawyerCategory.HongKongResident, 2010, Sex.Male)]
    [InlineData("14403201010138772", LawyerCategory.FullTime, 2010, Sex.Male)]
    [InlineData("14401201011123456", LawyerCategory.FullTime, 2010, Sex.Female)]
    public void A_licence_number_tells_category_year_and_sex(string number, LawyerCategory category, int year, Sex sex)
    {
        LawyerLicenceNumber.TryParse(number, out var licence, out _).ShouldBeTrue();

        licence!.Category.ShouldBe(category);
        licence.FirstYear.ShouldBe(year);
        licence.Sex.ShouldBe(sex);
    }

    [Fact]
    public void A_short_number_is_that_of_a_greater_bay_area_lawyer()
    {
        LawyerLicenceNumber.TryParse("90000001", out var licence, out _).ShouldBeTrue();

        licence!.Category.ShouldBe(LawyerCategory.GreaterBayArea);
        licence.FirstYear.ShouldBeNull();
        licence.Sex.ShouldBeNull();
    }

    [Theory]
    [InlineData("14401201012123456")]
    [InlineData("24401201010123456")]
    [InlineData("14401180010123456")]
    public void A_licence_number_of_another_form_is_refused(string number)
    {
        LawyerLicenceNumber.TryParse(number, out _, out var fault).ShouldBeFalse();

        fault.ShouldBe(IdentifierFault.Form);
    }
}
