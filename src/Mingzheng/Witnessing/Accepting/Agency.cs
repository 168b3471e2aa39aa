using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Identity;
using Mingzheng.Identity.Lawyers;
using Mingzheng.Objects;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>Does the joining; the register is asked before the transaction begins.</summary>
sealed class Agency(Writer writer, Reads reads, LawyerProfiles lawyers, IdentityChecks identities, LegalTexts texts, DataKeys keys)
{
    public async Task Join(Guid act, Person person, Guid id, AgencyForm filled, CancellationToken stop)
    {
        var command = new Command(act, person.Actor, "witnessing.join", Authorization.StreamOf(id));
        if (await writer.WasDone(command, stop))
        {
            return;
        }

        // A slip in a form is no matter for the books: it is mended before anything is done.
        Refuse.If(filled.Faults is [var first, ..] ? first : null);
        var asked = await Ask(id, person, stop);
        await writer.Do(command, writing => Write(writing, id, person, filled, asked), stop);
    }

    /// <summary>C-4 and AW-R8: the licence is asked for anew, and the lawyer's own identity is confirmed and is that of its holder.</summary>
    async Task<Asked> Ask(Guid id, Person person, CancellationToken stop)
    {
        await using var db = reads.Open();
        var authorization = await db.FindAsync<Authorization>([id], stop) ?? throw Refuse.NotFound();
        var identity = await identities.Confirmed(person.Account, stop)
            ?? throw new RefusedException(new Refusal("IDENTITY_FIRST", "AW-R8") { Status = StatusCodes.Status409Conflict });
        return new Asked(await lawyers.Practising(authorization.AgentLicence, identity.Document, stop), AuthorizationFacts.HashOf(keys, identity.Document));
    }

    async Task Write(Writing writing, Guid id, Person person, AgencyForm filled, Asked asked)
    {
        var licence = asked.Licence;
        var authorization = await writing.Hold<Authorization>(id);
        authorization.Join(person.Account, writing.Now);
        // The case is held: of two who join for opposing sides at once the second sees the first.
        await writing.Hold<Case>(authorization.CaseId);
        Refuse.If(await AgentConflicts.Find(writing.Db, authorization, person.Account, licence.Firm));
        var key = keys.Of(Case.OwnerOf(authorization.CaseId));
        var facts = AuthorizationFacts.Open(key, authorization);
        var factsBefore = authorization.FactsSha256;
        authorization.Facts = (facts with
        {
            AgentName = licence.Name, AgentFirm = licence.Firm, AgentPhone = filled.Phone, AgentServiceAddress = filled.ServiceAddress,
            ClientCheck = filled.Statement, AgentDocument = asked.Document,
        }).Seal(key);
        var declared = Declared(writing, authorization.Id, person.Account, filled).ToList();
        writing.Db.AddRange(declared);
        writing.Journal(authorization.Stream, "witnessing.agent-joined", new JsonObject
        {
            ["agent"] = $"{person.Account:D}",
            ["declarations"] = new JsonArray([.. declared.Select(one => (JsonNode)new JsonObject { ["sha256"] = one.TextSha256, ["text"] = one.TextId })]),
            ["facts"] = authorization.FactsSha256,
            ["factsBefore"] = factsBefore,
            ["licence"] = licence.Number,
            ["status"] = licence.Status.ToString(),
        }, version: 2);
    }

    /// <param name="Document">The keyed hash of the document by which the holder was compared.</param>
    sealed record Asked(LawyerLicence Licence, string Document);

    /// <summary>Each declaration by its clause, in the wording that stood on the page.</summary>
    IEnumerable<Consent> Declared(Writing writing, Guid authorization, Guid account, AgencyForm filled)
    {
        var text = texts.Agreed(
            LegalTextId.AgentDeclarations, filled.Drawn, BeijingTime.DateOf(writing.Now), AgentDeclarations.FieldOf(AgentDeclarations.All[0]));
        return AgentDeclarations.All.Select(declaration => new Consent
        {
            Id = writing.NewId(),
            AccountId = account,
            SubjectId = authorization,
            TextId = $"{text.Id}/{text.Version}#{text[declaration].Id}",
            TextSha256 = text.Sha256,
            Language = text.Language,
            At = writing.Now,
        });
    }
}
