using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Base.Identifiers;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Identity;
using Mingzheng.Notices;
using Mingzheng.Objects;
using Mingzheng.Web;

namespace Mingzheng.Development;

/// <summary>What the demo asks for. <paramref name="Language"/> is a tag of the screens; null means Traditional Chinese.</summary>
public sealed record DemoCaseOrder(string? PrincipalName, string? Language);

/// <summary>A fresh case with a fresh principal, ready for a witnessing.</summary>
public sealed record DemoCase(
    Guid Case, string CaseNumber, Guid Party, Guid Principal, string PrincipalName, string Phone, string DocumentType, string DocumentNumber,
    string Language);

/// <summary>Makes demo cases with principals of any name, so that a demonstration can be repeated.</summary>
sealed class DemoCases(Writer writer, Accounts accounts, DataKeys keys, TimeProvider clock)
{
    const int FirstDemoSerial = 1000;

    public async Task<DemoCase> Make(DemoCaseOrder order)
    {
        var name = WrittenForm.Name(order.PrincipalName ?? "");
        Refuse.If(name.Length == 0 ? new Refusal("NAME_MISSING") : null);
        var language = Language.ByTag(order.Language) ?? Language.TraditionalChinese;
        var now = clock.Now();
        var phone = $"+8529{RandomNumberGenerator.GetInt32(1_000_000, 10_000_000).ToString(CultureInfo.InvariantCulture)}";
        var principal = accounts.New(Guid.CreateVersion7(now), name, new Contact(Channel.Sms, phone), language, "Asia/Hong_Kong", now);
        var id = Guid.CreateVersion7(now);
        var key = keys.New(Case.OwnerOf(id));
        var act = new Command(Guid.CreateVersion7(now), "system", "development.make-case");
        var document = AnyHongKongNumber();
        var made = await writer.Do(act, async writing =>
        {
            var court = await writing.Hold<Court>(DemoSeed.CourtId);
            writing.Db.Add(principal);
            var number = await NextNumber(writing.Db, writing.Now);
            var party = DemoSeed.AddCase(writing, court, id, number, principal.Id, name, key);
            return new Numbered(number, party);
        });
        return new DemoCase(id, made.Number, made.Party, principal.Id, name, phone, "hong-kong-identity-card", document, language.Tag);
    }

    sealed record Numbered(string Number, Guid Party);

    static async Task<string> NextNumber(CourtDb db, DateTimeOffset now)
    {
        var numbers = await db.Set<Case>().Where(one => one.CourtId == DemoSeed.CourtId).Select(one => one.Number).ToListAsync();
        var last = numbers.Select(text => CaseNumber.TryParse(text, out var number, out _) ? number.Serial : 0).Append(FirstDemoSerial).Max();
        return new CaseNumber(BeijingTime.DateOf(now).Year, DemoPeople.CourtCode, null, "民初", last + 1).ToString();
    }

    /// <summary>A number with a right check character that belongs to nobody here: invented, like its holder.</summary>
    static string AnyHongKongNumber()
    {
        while (true)
        {
            var body = $"{(char)('A' + RandomNumberGenerator.GetInt32(26))}{RandomNumberGenerator.GetInt32(1_000_000):D6}";
            foreach (var check in "0123456789A")
            {
                if (HongKongIdentityCard.TryParse($"{body}({check})", out var card, out _))
                {
                    return card.Display;
                }
            }
        }
    }
}
