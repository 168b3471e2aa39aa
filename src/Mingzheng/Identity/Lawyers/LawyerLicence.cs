namespace Mingzheng.Identity.Lawyers;

/// <summary>Whether a lawyer may practise.</summary>
public enum PracticeStatus
{
    Practising,
    Suspended,
    Cancelled,
}

/// <summary>Whether the register knows the person asked about as the holder, by the identity document.</summary>
public enum LicenceHolder
{
    NotAsked,
    Same,
    Other,
}

/// <summary>A lawyer's licence as the national register holds it.</summary>
/// <param name="FirmCode">The firm's unified social credit code, or its old licence number of 17 digits.</param>
/// <param name="Since">The legal date from which the status holds.</param>
/// <param name="Holder">Names repeat; a document does not.</param>
public sealed record LawyerLicence(string Number, string Name, string Firm, string FirmCode, PracticeStatus Status, DateOnly Since,
    LicenceHolder Holder = LicenceHolder.NotAsked);
