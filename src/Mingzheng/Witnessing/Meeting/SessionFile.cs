using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>What the documents of a session say about court, case and people, in the words of the templates.</summary>
public sealed record SessionFile(
    Authorization Authorization, AuthorizationFacts Facts, Court Court, PrintedCase Case, PrincipalFacts Principal, PrintedAgent Agent, string Judge)
{
    public string Language => Authorization.Language;

    public static async Task<SessionFile> Load(CourtDb db, DataKeys keys, Guid authorizationId)
    {
        var authorization = await db.FindAsync<Authorization>(authorizationId) ?? throw Refuse.NotFound();
        var key = keys.Of(Mingzheng.Cases.Case.OwnerOf(authorization.CaseId));
        var facts = AuthorizationFacts.Open(key, authorization);
        var court = await db.FindAsync<Court>(authorization.CourtId) ?? throw Refuse.NotFound();
        var @case = await db.FindAsync<Case>(authorization.CaseId) ?? throw Refuse.NotFound();
        var parties = await db.Set<CaseParty>().Where(party => party.CaseId == @case.Id).OrderBy(party => party.Id).ToListAsync();
        return new SessionFile(
            authorization,
            facts,
            court,
            new PrintedCase(new Bilingual(court.Name, authorization.Language == "en" ? court.NameEn : null), @case.Number, @case.Cause,
                [.. parties.Select(party => new CasePartyFacts(PositionWords(party.Position, authorization.Language), party.NameUnder(key)))]),
            PrincipalOf(facts, authorization.Language),
            new PrintedAgent(
                facts.AgentName, facts.AgentFirm, facts.AgentLicence, facts.AgentPhone,
                facts.AgentServiceAddress is { } address ? new Bilingual(address) : null, facts.Powers),
            authorization.JudgeId is { } judge ? await NameOfJudge(db, authorization.CourtId, judge) : "");
    }

    public CommitmentFacts CommitmentBy(CommitmentBy by, DateOnly date) => new(Language, by, Case, Principal, Agent, date);

    public PowerOfAttorneyFacts PowerOfAttorney(DateOnly date) => new(
        Language, Case, Principal, [Agent], Facts.Stages, Facts.ExcludedAdmissions, Facts.MayReceiveService, Facts.TermEnd,
        Subdelegation: false, Facts.Place, date, Judge);

    static Bilingual PositionWords(PartyPosition position, string language) => position switch
    {
        PartyPosition.Plaintiff => Bilingual.For(language, "原告", "原告", "Plaintiff"),
        PartyPosition.Defendant => Bilingual.For(language, "被告", "被告", "Defendant"),
        PartyPosition.ThirdParty => Bilingual.For(language, "第三人", "第三人", "Third party"),
        _ => throw new ArgumentOutOfRangeException(nameof(position), position, "No wording for this position."),
    };

    static PrincipalFacts PrincipalOf(AuthorizationFacts facts, string language) => new(
        facts.PrincipalName, facts.PrincipalLatin, facts.Sex is { } sex ? RegionWords.Sex(sex, language) : null, facts.BirthDate, RegionWords.Nationality(facts.Region, language),
        RegionWords.Paper(facts.DocumentType, language), facts.DocumentNumber, facts.Address, facts.Contact, null);

    static async Task<string> NameOfJudge(CourtDb db, Guid court, Guid judge) =>
        (await db.Set<StaffMember>().FirstOrDefaultAsync(post => post.AccountId == judge && post.CourtId == court && post.Role == StaffRole.Judge))?.Name
        ?? throw new RefusedException(new Refusal("JUDGE_LEFT", "AW-R3") { Status = StatusCodes.Status409Conflict });
}
