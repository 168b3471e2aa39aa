namespace Mingzheng.Base.Identifiers;

/// <summary>Where a telephone number belongs; it decides how the number is grouped and masked (dossier-and-data 10).</summary>
public enum PhoneRegion
{
    Mainland,
    HongKong,
    Macao,
    Taiwan,
    Elsewhere,
}
