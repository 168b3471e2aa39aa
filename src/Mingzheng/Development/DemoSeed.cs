using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Identity;
using Mingzheng.Identity.Lawyers;
using Mingzheng.Notices;
using Mingzheng.Objects;

namespace Mingzheng.Development;

/// <summary>Sets up the demo court at the first start: one act, so that it happens once and is in the journal like everything else.</summary>
sealed class DemoSeed(Writer writer, Accounts accounts, DataKeys keys, TimeProvider clock)
{
    public async Task Plant()
    {
        var seed = new Command(NamedId.Of("seed"), "system", "development.seed");
        if (await writer.WasDone(seed))
        {
            return;
        }

        var now = clock.Now();
        var people = DemoPeople.All.ToDictionary(person => person.Key, person => AccountOf(person, now));
        var caseKey = keys.New(Case.OwnerOf(NamedId.Of("case")));
        await writer.Do(seed, writing =>
        {
            var court = CourtOf();
            writing.Db.AddRange(people.Values);
            writing.Db.Add(court);
            writing.Db.Add(Post(people[DemoPeople.Judge.Key], court, StaffRole.Judge, DemoPeople.Judge.Name));
            writing.Db.Add(Post(people[DemoPeople.Clerk.Key], court, StaffRole.Clerk, DemoPeople.Clerk.Name));
            writing.Db.Add(LawyerOf(people[DemoPeople.Lawyer.Key], writing.Now));
            AddCase(writing, court, NamedId.Of("case"), DemoPeople.CaseNumber, people[DemoPeople.Principal.Key].Id, DemoPeople.Principal.Name, caseKey);
            writing.Journal($"court:{court.Id:D}", "development.seeded", new() { ["court"] = court.Id.ToString("D") });
            return Task.CompletedTask;
        });
    }

    /// <summary>A case of a Hong Kong plaintiff against the invented company.</summary>
    internal static Guid AddCase(Writing writing, Court court, Guid id, string number, Guid plaintiff, string plaintiffName, DataKey key)
    {
        writing.Db.Add(new Case
        {
            Id = id,
            CourtId = court.Id,
            Number = number,
            Cause = DemoPeople.Cause,
            Stage = Stage.FirstInstance,
            FiledAt = writing.Now,
        });
        var party = Party(writing, id, plaintiff, PartyPosition.Plaintiff, PartyKind.HongKongResident, CaseParty.Seal(key, plaintiffName));
        writing.Db.Add(party);
        writing.Db.Add(Party(
            writing, id, null, PartyPosition.Defendant, PartyKind.MainlandOrganisation, CaseParty.Seal(key, DemoPeople.OpposingCompany)));
        writing.Journal(Case.StreamOf(id), "case.opened", new() { ["number"] = number });
        return party.Id;
    }

    internal static Guid CourtId { get; } = NamedId.Of("court");

    static Court CourtOf() => new()
    {
        Id = CourtId,
        Code = DemoPeople.CourtCode,
        Name = DemoPeople.CourtName,
        NameEn = DemoPeople.CourtNameEn,
        Hotline = "+86 20 0000 12368",
    };

    Account AccountOf(DemoPerson person, DateTimeOffset now) => accounts.New(NamedId.Of($"person/{person.Key}"), person.Name,
        new Contact(Channel.Sms, person.Phone), person.Language, person.TimeZone, now);

    static StaffMember Post(Account account, Court court, StaffRole role, string name) =>
        new() { AccountId = account.Id, CourtId = court.Id, Role = role, Name = name };

    static Lawyer LawyerOf(Account account, DateTimeOffset now) => new()
    {
        AccountId = account.Id,
        Licence = DemoPeople.Lawyer.Licence!,
        Name = DemoPeople.Lawyer.Name,
        Firm = DemoPeople.Firm,
        Status = PracticeStatus.Practising,
        CheckedAt = now,
    };

    static CaseParty Party(Writing writing, Guid caseId, Guid? account, PartyPosition position, PartyKind kind, byte[] name) => new()
    {
        Id = writing.NewId(),
        CaseId = caseId,
        AccountId = account,
        Position = position,
        Kind = kind,
        Name = name,
    };
}
