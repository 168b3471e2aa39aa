namespace Mingzheng.Identity.Platform;

/// <summary>The identity documents that the national platform can compare.</summary>
public enum IdentityDocumentType
{
    HongKongIdentityCard,
    MainlandResidentId,
    ResidencePermit,
    MainlandTravelPermit,
    TaiwanTravelPermit,
    Passport,
}
