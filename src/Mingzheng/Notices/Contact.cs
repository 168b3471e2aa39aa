using System.Net.Mail;
using Mingzheng.Base;
using Mingzheng.Base.Identifiers;

namespace Mingzheng.Notices;

public enum Channel
{
    Sms,
    Mail,
}

/// <summary>Where a person can be reached: a phone of the mainland, Hong Kong, Macao or Taiwan by SMS, everyone else by mail.</summary>
/// <param name="Address">A number in E.164 or a mail address in lower case.</param>
public sealed record Contact(Channel Channel, string Address)
{
    public const string Field = "contact";
    const int LongestMail = 254;

    /// <summary>Reads what a person typed.</summary>
    /// <exception cref="RefusedException">CONTACT_INVALID, CONTACT_REGION (say which country code), CONTACT_USE_MAIL.</exception>
    public static Contact Parse(string? text)
    {
        var typed = WrittenForm.HalfWidth(text ?? "").Trim();
        return typed.Contains('@', StringComparison.Ordinal) ? MailOf(typed) : PhoneOf(typed);
    }

    /// <summary>What may be shown to someone who has not yet proved that the contact is theirs.</summary>
    public string Masked => Channel == Channel.Mail ? Masking.Email(Address) : Masking.Phone(Address);

    /// <summary>The address alone is personal: a log line never carries it.</summary>
    public override string ToString() => Masked;

    static Contact MailOf(string typed) =>
        typed.Length <= LongestMail && !typed.Any(char.IsControl) && MailAddress.TryCreate(typed, out var mail) && mail.Address == typed
            && mail.Host.Contains('.', StringComparison.Ordinal)
            ? new Contact(Channel.Mail, typed.ToLowerInvariant())
            : throw Refused("CONTACT_INVALID");

    static Contact PhoneOf(string typed)
    {
        // A mainland mobile number is recognised by itself; for eight digits Hong Kong and Macao share the form.
        if (!PhoneNumber.TryParse(typed, null, out var number, out var fault))
        {
            throw Refused(fault == IdentifierFault.Region ? "CONTACT_REGION" : "CONTACT_INVALID");
        }

        // Witnessing rules 25: SMS only for these regions; elsewhere mail.
        return number.Region == PhoneRegion.Elsewhere ? throw Refused("CONTACT_USE_MAIL")
            : number.IsMobile ? new Contact(Channel.Sms, number.E164)
            : throw Refused("CONTACT_INVALID");
    }

    static RefusedException Refused(string code) => new(new Refusal(code) { Field = Field });
}
