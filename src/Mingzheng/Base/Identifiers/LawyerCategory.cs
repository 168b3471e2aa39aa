namespace Mingzheng.Base.Identifiers;

/// <summary>Position 10 of a lawyer's licence number (dossier-and-data 9.11); the short Greater Bay Area number stands apart.</summary>
public enum LawyerCategory
{
    GreaterBayArea = 0,
    FullTime = 1,
    PartTime = 2,
    HongKongResident = 3,
    MacaoResident = 4,
    TaiwanResident = 5,
    PublicLawyer = 6,
    CompanyLawyer = 7,
    LegalAid = 8,
    Military = 9,
}
