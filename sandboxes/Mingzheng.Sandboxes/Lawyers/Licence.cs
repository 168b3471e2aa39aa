namespace Mingzheng.Sandboxes.Lawyers;

/// <summary>Whether a lawyer may practise.</summary>
enum PracticeStatus
{
    Practising,
    Suspended,
    Cancelled,
}

/// <summary>Whether the person asked about holds the licence, by the identity document.</summary>
enum LicenceHolder
{
    NotAsked,
    Same,
    Other,
}

/// <summary>
/// A lawyer's licence as the register holds it. <c>Since</c> is the legal date of the present status; the document of its holder, if the
/// register knows it, is never told.
/// </summary>
sealed record Licence(
    string Number, string Name, string Firm, string FirmCode, PracticeStatus Status, DateOnly Since, string? DocumentType = null, string? DocumentNumber = null);

/// <summary>What the register tells of a licence.</summary>
sealed record LicenceAnswer(
    string Number, string Name, string Firm, string FirmCode, PracticeStatus Status, DateOnly Since, LicenceHolder Holder)
{
    public static LicenceAnswer Of(Licence licence, LicenceHolder holder) =>
        new(licence.Number, licence.Name, licence.Firm, licence.FirmCode, licence.Status, licence.Since, holder);
}
