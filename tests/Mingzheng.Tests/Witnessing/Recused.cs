using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Objects;
using Mingzheng.Witnessing;

namespace Mingzheng.Tests.Witnessing;

/// <summary>Parts in a case that a judge may not have (CPL 47).</summary>
static class Recused
{
    public static CaseParty Party(Writing writing, DataKeys keys, Guid caseId, Guid account) => new()
    {
        Id = writing.NewId(), CaseId = caseId, AccountId = account, Position = PartyPosition.ThirdParty, Kind = PartyKind.MainlandResident,
        Name = CaseParty.Seal(keys.Of(Case.OwnerOf(caseId)), "示例"),
    };

    public static CaseAgent Agent(Writing writing, DataKeys keys, Authorization authorization, Guid account, bool ended) => new()
    {
        Id = writing.NewId(), CaseId = authorization.CaseId, PartyId = authorization.PartyId, AccountId = account, Licence = "",
        Name = CaseAgent.Seal(keys.Of(Case.OwnerOf(authorization.CaseId)), "示例"),
        Firm = "另一示例律师事务所", Powers = Powers.General, Stages = "SecondInstance", MayReceiveService = true, AuthorizationId = writing.NewId(),
        PowerOfAttorneySha256 = "", FromAt = writing.Now, EndedAt = ended ? writing.Now : null,
    };
}
