using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Witnessing.Texts;
using static Mingzheng.Witnessing.WitnessingProcedure;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>Renders the documents of a session from its facts; what is shown, read and printed are the same clauses.</summary>
public sealed class SessionDrafts(Reads reads, DataKeys keys, LegalTexts texts, Drafting drafting, TimeProvider clock)
{
    public async Task<IReadOnlyList<Draft>> AtOpening(Guid authorization, CancellationToken stop)
    {
        await using var db = reads.Open();
        var file = await SessionFile.Load(db, keys, authorization);
        var today = clock.Today();
        Refuse.If(Term.Objection(file.Facts.TermEnd, today));
        return
        [
            await Commitment(file, CommitmentBy.Principal, today, stop),
            await Commitment(file, CommitmentBy.Agent, today, stop),
            await PowerOfAttorney(file, today, stop),
        ];
    }

    public Task<Draft> PowerOfAttorney(SessionFile file, DateOnly date, CancellationToken stop)
    {
        var facts = file.PowerOfAttorney(date);
        var clauses = PowerOfAttorneyText.Compose(facts, texts).Select(clause => new DocumentClause(clause.Line, clause.Translation, clause.Power));
        return drafting.Draft(
            file.Authorization.CaseId, WitnessingProcedure.PowerOfAttorney,
            texts.InForce(LegalTextId.PowerOfAttorney, LegalTexts.Authoritative, date).Title, PowerOfAttorneyDocument.Template,
            PowerOfAttorneyDocument.Data(facts, texts), [.. clauses], ["signature:principal", "signature:agent", "signature:judge"], stop);
    }

    Task<Draft> Commitment(SessionFile file, CommitmentBy by, DateOnly date, CancellationToken stop)
    {
        var facts = file.CommitmentBy(by, date);
        var byPrincipal = by == CommitmentBy.Principal;
        var clauses = CommitmentText.Compose(facts, texts).Select(clause => new DocumentClause(clause.Line, clause.Translation));
        return drafting.Draft(
            file.Authorization.CaseId, byPrincipal ? PrincipalCommitment : AgentCommitment, CommitmentText.Wording(facts, texts).Title,
            CommitmentDocument.Template, CommitmentDocument.Data(facts, texts), [.. clauses],
            [byPrincipal ? "signature:principal" : "signature:agent"], stop);
    }
}
