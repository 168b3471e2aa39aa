using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Identity;
using Mingzheng.Objects;
using Mingzheng.Web;
using Mingzheng.Witnessing.Accepting;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Applying;

/// <summary>Takes applications: what the form says meets the case, the confirmed identity and the register of lawyers.</summary>
public sealed class ApplicationDesk(
    Writer writer, Accounts accounts, IdentityChecks identities, LawyerProfiles lawyers, CaseReader cases, DataKeys keys, LegalTexts texts,
    CoveredLawyers covered, PrintCheck print, TimeProvider clock)
{
    /// <summary>Of one principal.</summary>
    const int MostInADay = 20;

    /// <summary>The id of the authorization; a repeat of the act gives the same and asks nobody.</summary>
    /// <exception cref="RefusedException">
    /// CASE_NOT_YOURS, PARTY_KIND_OTHER_ROUTE (RF-02), IDENTITY_FIRST, IDENTITY_PAPER_OTHER, PAPER_SAYS_OTHERWISE, PRINCIPAL_NOT_PARTY, CASE_OF_STATUS (RF-12),
    /// AGENT_KIND_NOT_COVERED (RF-03), AGENT_THIRD, AGENT_IN_CASE, APPLICATION_UNDER_WAY, APPLICATIONS_TOO_MANY,
    /// TEXT_CHANGED,
    /// and those of <see cref="LawyerProfiles.Practising"/> and <see cref="PrintCheck"/>.
    /// </exception>
    public async Task<Guid> Submit(Guid act, Person person, Application application, Language language, CancellationToken stop)
    {
        var command = new Command(act, person.Actor, "witnessing.submit");
        var prepared = await writer.WasDone(command, stop) ? null : await Prepare(person, application, language, stop);
        return await writer.Do(command, writing => Write(writing, prepared!), stop);
    }

    async Task<Prepared> Prepare(Person person, Application application, Language language, CancellationToken stop)
    {
        var found = await cases.Of(application.Case, stop);
        var party = found?.PartyOf(person.Account)
            ?? throw new RefusedException(new Refusal("CASE_NOT_YOURS", "AW-02") { Field = "case" });
        Refuse.If(party.Kind == PartyKind.HongKongResident ? null : new Refusal("PARTY_KIND_OTHER_ROUTE", "RF-02") { Field = "case" });
        Refuse.If(StatusCauses.Objection(found!.Cause, clock.Today()));
        var identity = await identities.Confirmed(person.Account, stop)
            ?? throw new RefusedException(new Refusal("IDENTITY_FIRST", "AW-03") { Status = StatusCodes.Status409Conflict });
        Refuse.If(PrincipalPaper.Objection(identity.Document, clock.Today()));
        Refuse.If(PrincipalPaper.Contradiction(identity.Document, application.Sex, application.BirthDate, clock.Today()));
        Refuse.If(PrincipalIsParty.Objection(PrincipalIsParty.Compare(party.Name, [identity.Name], application.Latin)));
        Refuse.If(await covered.ObjectionTo(application.Licence, found.Court, stop));
        var licence = await lawyers.Practising(application.Licence, null, stop);
        var agent = (await lawyers.Holding(licence.Number, stop))?.AccountId;
        Refuse.If(agent == person.Account
            ? new Refusal("AGENT_IN_CASE", "C-5") { Field = "licence" } : null);
        await print.RefuseUnlessPrintable(
            stop, ("latin", application.Latin), ("address", application.Address), ("place", application.Place),
            ("excluded", application.ExcludedAdmissions), (null, identity.Name), (null, licence.Name), (null, licence.Firm));
        var account = await accounts.Of(person.Account, stop) ?? throw Refuse.NotFound();
        var facts = new AuthorizationFacts(
            identity.Name, application.Latin, "HK", DocumentTypes.Word(identity.Document.Type), identity.Document.Number, application.Address,
            account.Contact.Address, licence.Name, licence.Firm, licence.Number, application.Powers, application.Stages,
            application.ExcludedAdmissions, application.MayReceiveService, application.TermEnd, application.Place, application.TimeZone,
            ClientCheck: null, WishedText: application.Existing?.Text, Sex: application.Sex, BirthDate: application.BirthDate);
        return new Prepared(
            person.Account, agent, found!, party, facts, facts.Seal(keys.Of(Case.OwnerOf(found!.Id))), application, language);
    }

    async Task<Guid> Write(Writing writing, Prepared prepared)
    {
        var @case = await writing.Hold<Case>(prepared.Case.Id);
        await writing.Hold<Account>(prepared.Account);
        // The case is held: of two at once the second sees the first.
        Refuse.If(await UnderWay.Objection(writing.Db, prepared.Party.Id, prepared.Facts.AgentLicence));
        Refuse.If(await TooMany(writing, prepared.Account));
        Refuse.If(await Representation.MayBegin(writing.Db, @case, prepared.Party.Id, prepared.Agent, writing.Now));
        var authorization = new Authorization
        {
            Id = writing.NewId(),
            CourtId = @case.CourtId,
            CaseId = @case.Id,
            PartyId = prepared.Party.Id,
            PrincipalId = prepared.Account,
            AgentLicence = prepared.Facts.AgentLicence,
            Origin = "party",
            Basis = "XB6",
            Facts = prepared.SealedFacts,
            Language = prepared.Language.Tag,
            SubmittedAt = writing.Now,
        };
        writing.Db.Add(authorization);
        var consents = Consents(writing, authorization.Id, prepared).ToList();
        writing.Db.AddRange(consents);
        writing.Journal(authorization.Stream, "witnessing.submitted", new JsonObject
        {
            ["case"] = $"{@case.Id:D}",
            ["consents"] = new JsonArray([.. consents.Select(consent => (JsonNode)new JsonObject
            {
                ["sha256"] = consent.TextSha256,
                ["text"] = consent.TextId,
            })]),
            ["facts"] = authorization.FactsSha256,
            ["licence"] = authorization.AgentLicence,
            ["origin"] = authorization.Origin,
            ["party"] = $"{authorization.PartyId:D}",
            ["powers"] = new JsonArray([.. prepared.Facts.Powers.Select(code => (JsonNode)code)]),
            ["principal"] = $"{authorization.PrincipalId:D}",
            ["warned"] = prepared.Application.Existing is { SaysFullAgency: true },
            ["wishedText"] = prepared.Application.Existing?.Sha256,
        }, version: 2);
        return authorization.Id;
    }

    /// <summary>Every application sends messages and asks a lawyer to look at it.</summary>
    static async Task<Refusal?> TooMany(Writing writing, Guid account)
    {
        var since = writing.Now - TimeSpan.FromDays(1);
        return await writing.Db.Set<Authorization>().CountAsync(one => one.PrincipalId == account && one.SubmittedAt > since) < MostInADay ? null
            : new Refusal("APPLICATIONS_TOO_MANY", null, MostInADay) { Status = StatusCodes.Status429TooManyRequests };
    }

    /// <summary>The rules as a whole (AW-19), and each consent by its clause, in the wording that stood on the page (OLR 4-6).</summary>
    IEnumerable<Consent> Consents(Writing writing, Guid authorization, Prepared prepared)
    {
        var today = BeijingTime.DateOf(writing.Now);
        var rules = texts.Agreed(LegalTextId.PlatformRules, prepared.Application.Drawn, today, ApplicationForm.Rules);
        var consents = texts.Agreed(LegalTextId.Consents, prepared.Application.Drawn, today, ApplicationForm.FieldOf(ApplicationForm.NeededConsents[0]));
        return prepared.Application.Consents.Select(clause => (Text: consents, Id: $"{consents.Id}/{consents.Version}#{consents[clause].Id}"))
            .Prepend((Text: rules, Id: $"{rules.Id}/{rules.Version}"))
            .Select(given => new Consent
            {
                Id = writing.NewId(),
                AccountId = prepared.Account,
                SubjectId = authorization,
                TextId = given.Id,
                TextSha256 = given.Text.Sha256,
                Language = given.Text.Language,
                At = writing.Now,
            });
    }

    /// <summary>The present legal texts that the form shows, in the person's language.</summary>
    public LegalText Shown(string id, Language language) => texts.InForce(id, language.Tag, clock.Today());

    sealed record Prepared(
        Guid Account, Guid? Agent, CaseFacts Case, PartyFacts Party, AuthorizationFacts Facts, byte[] SealedFacts,
        Application Application, Language Language);
}
