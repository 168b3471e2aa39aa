using System.Text.RegularExpressions;
using Mingzheng.Base;
using Mingzheng.Base.Identifiers;
using Mingzheng.Identity.Platform;

namespace Mingzheng.Identity;

/// <summary>An identity document with a number that can exist. <paramref name="Number"/> is as people read it, <paramref name="Normal"/> as it is searched.</summary>
public sealed partial record IdentityDocument(IdentityDocumentType Type, string Number, string Normal)
{
    /// <summary>ACC-AW-08: a number that cannot exist is refused here, before anyone outside is asked.</summary>
    /// <param name="today">The date in Beijing.</param>
    /// <exception cref="RefusedException">IDENTITY_NUMBER_INVALID with the fault: checksum or form.</exception>
    public static IdentityDocument Parse(IdentityDocumentType type, string? number, DateOnly today)
    {
        var (document, fault) = Read(type, number ?? "", today);
        return document ?? throw new RefusedException(
            new Refusal("IDENTITY_NUMBER_INVALID", "ACC-AW-08", fault == IdentifierFault.CheckDigit ? "checksum" : "form") { Field = "number" });
    }

    /// <summary>The number with its middle hidden, for the person's own screens.</summary>
    public string Masked => Type switch
    {
        IdentityDocumentType.HongKongIdentityCard => Masking.HongKongIdentityCard(Number),
        IdentityDocumentType.MainlandResidentId or IdentityDocumentType.ResidencePermit => Masking.MainlandResidentId(Number),
        IdentityDocumentType.MainlandTravelPermit => Masking.TravelPermit(Number),
        IdentityDocumentType.TaiwanTravelPermit => Masking.TaiwanPermit(Number),
        IdentityDocumentType.Passport => Masking.Passport(Number),
        _ => Masking.Hidden,
    };

    /// <summary>Masked, so that a log line never carries the number.</summary>
    public override string ToString() => $"{Type} {Masked}";

    static (IdentityDocument? Document, IdentifierFault Fault) Read(IdentityDocumentType type, string number, DateOnly today)
    {
        IdentifierFault fault;
        switch (type)
        {
            case IdentityDocumentType.HongKongIdentityCard:
                return HongKongIdentityCard.TryParse(number, out var card, out fault) ? (new(type, card.Display, card.Value), fault) : (null, fault);
            case IdentityDocumentType.MainlandTravelPermit:
                return MainlandTravelPermit.TryParse(number, out var permit, out fault)
                    ? (new(type, permit.Value, permit.PersonNumber), fault) : (null, fault);
            case IdentityDocumentType.MainlandResidentId or IdentityDocumentType.ResidencePermit:
                var isRead = MainlandResidentId.TryParse(number, today, out var id, out fault);
                return isRead && id!.IsResidencePermit == (type == IdentityDocumentType.ResidencePermit)
                    ? (new(type, id.Value, id.Value), fault)
                    : (null, isRead ? IdentifierFault.Area : fault);
            case IdentityDocumentType.TaiwanTravelPermit:
                return ByForm(type, number, TaiwanPermitForm());
            case IdentityDocumentType.Passport:
                return ByForm(type, number, PassportForm());
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, null);
        }
    }

    /// <summary>Documents without a public checksum.</summary>
    static (IdentityDocument?, IdentifierFault) ByForm(IdentityDocumentType type, string number, Regex form)
    {
        var written = string.Concat(WrittenForm.HalfWidth(number).Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
        return form.IsMatch(written) ? (new(type, written, written), IdentifierFault.None) : (null, IdentifierFault.Form);
    }

    [GeneratedRegex(@"^(?:[0-9]{8}|[0-9]{10}|[A-Z][0-9]{7})$")]
    private static partial Regex TaiwanPermitForm();

    [GeneratedRegex("^[A-Z0-9]{5,15}$")]
    private static partial Regex PassportForm();
}
