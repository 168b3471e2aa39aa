using Mingzheng.Base.Identifiers;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Base;

/// <summary>dossier-and-data 9.6.</summary>
public sealed class HongKongIdentityCardTests
{
    [Theory]
    [InlineData("A123456(3)")]
    [InlineData("G123456(A)")]
    [InlineData("K123456(0)")]
    [InlineData("Z683365(A)")]
    [InlineData("AB987654(3)")]
    [InlineData("WX123456(9)")]
    public void A_valid_number_is_accepted_and_keeps_its_printed_form(string number)
    {
        HongKongIdentityCard.TryParse(number, out var card, out var fault).ShouldBeTrue();

        fault.ShouldBe(IdentifierFault.None);
        card!.Display.ShouldBe(number);
    }

    [Theory]
    [InlineData("a1234563")]
    [InlineData(" A123456 (3) ")]
    [InlineData("Ａ１２３４５６（３）")]
    public void Every_way_of_writing_a_number_gives_the_same_value(string written)
    {
        HongKongIdentityCard.TryParse(written, out var card, out _).ShouldBeTrue();

        card!.Value.ShouldBe("A1234563");
    }

    [Theory]
    [InlineData("A123456(4)", IdentifierFault.CheckDigit)]
    [InlineData("C668668(E)", IdentifierFault.Form)]
    [InlineData("A12345(3)", IdentifierFault.Form)]
    [InlineData("ABC123456(3)", IdentifierFault.Form)]
    [InlineData("", IdentifierFault.Empty)]
    [InlineData(null, IdentifierFault.Empty)]
    public void An_invalid_number_is_refused_with_its_reason(string? number, IdentifierFault expected)
    {
        HongKongIdentityCard.TryParse(number, out var card, out var fault).ShouldBeFalse();

        card.ShouldBeNull();
        fault.ShouldBe(expected);
    }

    [Fact]
    public void A_card_in_a_message_shows_only_its_mask()
    {
        HongKongIdentityCard.TryParse("A123456(3)", out var card, out _).ShouldBeTrue();

        $"{card}".ShouldBe("A12***(*)");
    }
}
