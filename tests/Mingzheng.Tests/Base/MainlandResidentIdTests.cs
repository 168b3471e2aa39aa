using Mingzheng.Base.Identifiers;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Base;

/// <summary>dossier-and-data 9.1 and 9.2.</summary>
public sealed class MainlandResidentIdTests
{
    static readonly DateOnly Today = new(2025, 9, 17);

    [Theory]
    [InlineData("11010519491231002X", 1949, 12, 31, Sex.Female)]
    [InlineData("110101199003074514", 1990, 3, 7, Sex.Male)]
    [InlineData("440106198506120037", 1985, 6, 12, Sex.Male)]
    [InlineData("350213200002290013", 2000, 2, 29, Sex.Male)]
    public void A_valid_number_tells_birth_date_and_sex(string number, int year, int month, int day, Sex sex)
    {
        MainlandResidentId.TryParse(number, Today, out var id, out _).ShouldBeTrue();

        id!.BirthDate.ShouldBe(new DateOnly(year, month, day));
        id.Sex.ShouldBe(sex);
        id.IsResidencePermit.ShouldBeFalse();
    }

    [Theory]
    [InlineData("810000199003074518")]
    [InlineData("820000198512310029")]
    [InlineData("830000197709080017")]
    public void A_residence_permit_is_recognised_by_its_area(string number)
    {
        MainlandResidentId.TryParse(number, Today, out var id, out _).ShouldBeTrue();

        id!.IsResidencePermit.ShouldBeTrue();
    }

    [Theory]
    [InlineData("110101199003074515", IdentifierFault.CheckDigit)]
    [InlineData("440106198502300030", IdentifierFault.BirthDate)]
    [InlineData("110105491231002", IdentifierFault.Form)]
    [InlineData("１１０１０１１９９００３０７４５１", IdentifierFault.Form)]
    [InlineData(" ", IdentifierFault.Empty)]
    public void An_invalid_number_is_refused_with_its_reason(string number, IdentifierFault expected)
    {
        MainlandResidentId.TryParse(number, Today, out _, out var fault).ShouldBeFalse();

        fault.ShouldBe(expected);
    }

    [Fact]
    public void A_prefix_of_no_province_is_refused()
    {
        MainlandResidentId.TryParse(WithCheckCharacter("99010119900307451"), Today, out _, out var fault).ShouldBeFalse();

        fault.ShouldBe(IdentifierFault.Area);
    }

    [Theory]
    [InlineData("11010118991231451")]
    [InlineData("11010120250918451")]
    public void A_birth_date_before_1900_or_after_today_is_refused(string body)
    {
        MainlandResidentId.TryParse(WithCheckCharacter(body), Today, out _, out var fault).ShouldBeFalse();

        fault.ShouldBe(IdentifierFault.BirthDate);
    }

    [Fact]
    public void A_small_x_and_full_width_digits_are_normalised()
    {
        MainlandResidentId.TryParse("１１０１０５ 19491231 002x", Today, out var id, out _).ShouldBeTrue();

        id!.Value.ShouldBe("11010519491231002X");
    }

    [Theory]
    [InlineData(2018, 2, 28, 18)]
    [InlineData(2018, 2, 27, 17)]
    [InlineData(2020, 2, 29, 20)]
    public void Age_is_counted_in_full_years(int year, int month, int day, int age)
    {
        MainlandResidentId.TryParse("350213200002290013", Today, out var id, out _).ShouldBeTrue();

        id!.AgeOn(new DateOnly(year, month, day)).ShouldBe(age);
    }

    /// <summary>ISO 7064 MOD 11-2, computed in the other direction than the code under test does.</summary>
    static string WithCheckCharacter(string body)
    {
        var product = 0;
        foreach (var digit in body)
        {
            product = (product + digit - '0') * 2 % 11;
        }

        var check = (12 - product) % 11;
        return body + (check == 10 ? "X" : check.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
