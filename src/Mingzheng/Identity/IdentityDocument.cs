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
    /// <exception cref="RefusedException">IDENTITY_NUMBER_MISSING; IDENTITY_NUMBER_INVALID: checksum or form.</exception>
    public static IdentityDocument Parse(IdentityDocumentType type, string? number, DateOnly today)
    {
        return Read(type, number ?? "", today) ?? throw new RefusedException(Objection(number));
    }

    /// <summary>Null when such a document can have this number.</summary>
    internal static Refusal? Objection(IdentityDocumentType type, string? number, DateOnly today) => Read(type, number ?? "", today) is null ? Objection(number) : null;

    internal static Refusal Missing => new("IDENTITY_NUMBER_MISSING", "ACC-AW-08") { Field = "number" };

    static Refusal Objection(string? number) =>
        string.IsNullOrWhiteSpace(number) ? Missing : new Refusal("IDENTITY_NUMBER_INVALID", "ACC-AW-08") { Field = "number" };

    /// <summary>The number with its middle hidden, for the person's own screens.</summary>
    public string Masked => Mask(Type, Number);

    /// <summary>Each document keeps the characters by which its holder is told apart (dossier-and-data 3.2).</summary>
    public static string Mask(IdentityDocumentType type, string number) => type switch
    {
        IdentityDocumentType.HongKongIdentityCard => Masking.HongKongIdentityCard(number),
        IdentityDocumentType.MainlandResidentId or IdentityDocumentType.ResidencePermit => Masking.MainlandResidentId(number),
        IdentityDocumentType.MainlandTravelPermit => Masking.TravelPermit(number),
        IdentityDocumentType.TaiwanTravelPermit => Masking.TaiwanPermit(number),
        IdentityDocumentType.Passport => Masking.Passport(number),
        _ => Masking.Hidden,
    };

    /// <summary>Masked, so that a log line never carries the number.</summary>
    public override string ToString() => $"{Type} {Masked}";

    static IdentityDocument? Read(IdentityDocumentType type, string number, DateOnly today) => type switch
    {
        IdentityDocumentType.HongKongIdentityCard =>
            HongKongIdentityCard.TryParse(number, out var card, out _) ? new(type, card.Display, card.Value) : null,
        IdentityDocumentType.MainlandTravelPermit =>
            MainlandTravelPermit.TryParse(number, out var permit, out _) ? new(type, permit.Value, permit.PersonNumber) : null,
        IdentityDocumentType.MainlandResidentId or IdentityDocumentType.ResidencePermit =>
            MainlandResidentId.TryParse(number, today, out var id, out _)
                && id.IsResidencePermit == (type == IdentityDocumentType.ResidencePermit) ? new(type, id.Value, id.Value) : null,
        IdentityDocumentType.TaiwanTravelPermit => ByForm(type, number, TaiwanPermitForm()),
        IdentityDocumentType.Passport => ByForm(type, number, PassportForm()),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>Documents without a public checksum.</summary>
    static IdentityDocument? ByForm(IdentityDocumentType type, string number, Regex form)
    {
        var written = string.Concat(WrittenForm.HalfWidth(number).Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
        return form.IsMatch(written) ? new(type, written, written) : null;
    }

    [GeneratedRegex(@"^(?:[0-9]{8}|[0-9]{10}|[A-Z][0-9]{7})$")]
    private static partial Regex TaiwanPermitForm();

    [GeneratedRegex("^[A-Z0-9]{5,15}$")]
    private static partial Regex PassportForm();
}
