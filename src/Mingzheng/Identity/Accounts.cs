using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Notices;
using Mingzheng.Objects;
using Mingzheng.Web;

namespace Mingzheng.Identity;

/// <summary>An account in clear, for the length of one request or message.</summary>
public sealed record AccountFacts(Guid Id, string Name, Contact Contact, Language Language, TimeZoneInfo TimeZone);

/// <summary>Seals, opens and finds accounts. The name and the contact are under the key "person:ID"; a contact is found by keyed hash.</summary>
public sealed class Accounts(Reads reads, DataKeys keys) : IRecipients
{
    const string NameColumn = "accounts.name";
    const string PhoneColumn = "accounts.phone";
    const string MailColumn = "accounts.mail";

    /// <summary>A new row, sealed before the transaction that keeps it: making a key touches the disk.</summary>
    public Account New(Guid id, string name, Contact contact, Language language, string timeZone, DateTimeOffset now)
    {
        var key = keys.New(OwnerOf(id));
        var isPhone = contact.Channel == Channel.Sms;
        return new Account
        {
            Id = id,
            Name = key.Seal(NameColumn, name),
            Phone = isPhone ? key.Seal(PhoneColumn, contact.Address) : null,
            PhoneHash = isPhone ? HashOf(contact) : null,
            Mail = isPhone ? null : key.Seal(MailColumn, contact.Address),
            MailHash = isPhone ? null : HashOf(contact),
            Language = language.Tag,
            TimeZone = timeZone,
            CreatedAt = now,
        };
    }

    public byte[] HashOf(Contact contact) => keys.SearchHash(contact.Channel == Channel.Sms ? "phone" : "mail", contact.Address);

    /// <summary>The account that has this contact, if any.</summary>
    public async Task<Guid?> Find(CourtDb db, Contact contact)
    {
        var hash = HashOf(contact);
        return await db.Set<Account>().Where(account => account.PhoneHash == hash || account.MailHash == hash)
            .Select(account => (Guid?)account.Id).FirstOrDefaultAsync();
    }

    public string NameOf(Account account) => keys.Of(OwnerOf(account.Id)).Open(NameColumn, account.Name);

    /// <summary>The name that the identity platform confirmed takes the place of the one typed at the first sign-in (OLR 7).</summary>
    public void Rename(Account account, string name) => account.Name = keys.Of(OwnerOf(account.Id)).Seal(NameColumn, name);

    public async Task<AccountFacts?> Of(Guid id, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        return await db.FindAsync<Account>([id], stop) is { } account ? Facts(account) : null;
    }

    async Task<Recipient?> IRecipients.Of(Guid account, CancellationToken stop) =>
        await Of(account, stop) is { } facts ? new Recipient(facts.Contact, facts.Language, facts.TimeZone) : null;

    AccountFacts Facts(Account account)
    {
        var key = keys.Of(OwnerOf(account.Id));
        var contact = account.Phone is { } phone
            ? new Contact(Channel.Sms, key.Open(PhoneColumn, phone))
            : new Contact(Channel.Mail, key.Open(MailColumn, account.Mail!));
        return new AccountFacts(account.Id, key.Open(NameColumn, account.Name), contact,
            Language.ByTag(account.Language) ?? Language.SimplifiedChinese, CourtTime.Zone(account.TimeZone) ?? CourtTime.Beijing);
    }

    /// <summary>Whose key protects what names this person.</summary>
    public static string OwnerOf(Guid account) => $"person:{account:D}";
}
