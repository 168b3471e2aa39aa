namespace Mingzheng.Sandboxes.Lawyers;

/// <summary>Whether a lawyer may practise.</summary>
enum PracticeStatus
{
    Practising,
    Suspended,
    Cancelled,
}

/// <summary>A lawyer's licence as the register holds it. <c>Since</c> is the legal date of the present status.</summary>
sealed record Licence(string Number, string Name, string Firm, string FirmCode, PracticeStatus Status, DateOnly Since);
