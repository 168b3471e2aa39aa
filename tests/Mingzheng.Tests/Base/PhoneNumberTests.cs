using Mingzheng.Base.Identifiers;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Base;

/// <summary>dossier-and-data 10.</summary>
public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13812345678", null, "+8613812345678", PhoneRegion.Mainland, true, "+86 138 1234 5678")]
    [InlineData("+86 138-1234-5678", null, "+8613812345678", PhoneRegion.Mainland, true, "+86 138 1234 5678")]
    [InlineData("8613812345678", null, "+8613812345678", PhoneRegion.Mainland, true, "+86 138 1234 5678")]
    [InlineData("１３８１２３４５６７８", null, "+8613812345678", PhoneRegion.Mainland, true, "+86 138 1234 5678")]
    [InlineData("020-82345612", null, "+862082345612", PhoneRegion.Mainland, false, "+86 20 82345612")]
    [InlineData("0755 8234561", null, "+867558234561", PhoneRegion.Mainland, false, "+86 755 8234561")]
    [InlineData("020-82345612-801", null, "+862082345612", PhoneRegion.Mainland, false, "+86 20 82345612-801")]
    [InlineData("91234567", PhoneRegion.HongKong, "+85291234567", PhoneRegion.HongKong, true, "+852 9123 4567")]
    [InlineData("+852 9123 4567", null, "+85291234567", PhoneRegion.HongKong, true, "+852 9123 4567")]
    [InlineData("00852 2123 4567", null, "+85221234567", PhoneRegion.HongKong, false, "+852 2123 4567")]
    [InlineData("66123456", PhoneRegion.Macao, "+85366123456", PhoneRegion.Macao, true, "+853 6612 3456")]
    [InlineData("+853 28123456", null, "+85328123456", PhoneRegion.Macao, false, "+853 2812 3456")]
    [InlineData("0912345678", null, "+886912345678", PhoneRegion.Taiwan, true, "+886 912 345 678")]
    [InlineData("+886 0912 345 678", null, "+886912345678", PhoneRegion.Taiwan, true, "+886 912 345 678")]
    [InlineData("0223456789", PhoneRegion.Taiwan, "+886223456789", PhoneRegion.Taiwan, false, "+886 2 23456789")]
    [InlineData("+44 20 7946 0958", null, "+442079460958", PhoneRegion.Elsewhere, true, "+442079460958")]
    public void A_number_is_kept_as_e164_and_region(
        string written, PhoneRegion? assumed, string e164, PhoneRegion region, bool isMobile, string display)
    {
        PhoneNumber.TryParse(written, assumed, out var phone, out _).ShouldBeTrue();

        phone!.E164.ShouldBe(e164);
        phone.Region.ShouldBe(region);
        phone.IsMobile.ShouldBe(isMobile);
        phone.Display.ShouldBe(display);
    }

    [Theory]
    [InlineData("91234567", null, IdentifierFault.Region)]
    [InlineData("", PhoneRegion.HongKong, IdentifierFault.Empty)]
    [InlineData("11234567", PhoneRegion.HongKong, IdentifierFault.Form)]
    [InlineData("12812345678", PhoneRegion.Mainland, IdentifierFault.Form)]
    [InlineData("+85212345678", null, IdentifierFault.Form)]
    [InlineData("+886", null, IdentifierFault.Form)]
    [InlineData("+0123456789", null, IdentifierFault.Form)]
    [InlineData("+1234567890123456", null, IdentifierFault.Form)]
    [InlineData("call me", null, IdentifierFault.Form)]
    public void A_number_that_cannot_be_dialled_is_refused_with_its_reason(string written, PhoneRegion? assumed, IdentifierFault expected)
    {
        PhoneNumber.TryParse(written, assumed, out _, out var fault).ShouldBeFalse();

        fault.ShouldBe(expected);
    }
}
