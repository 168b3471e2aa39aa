using System.Globalization;
using System.Text.RegularExpressions;

namespace Mingzheng.Sandboxes.Identity;

/// <summary>Whether a document of a kind can have a number, by its published form and check digit.</summary>
static partial class DocumentNumber
{
    public static readonly IReadOnlyList<string> Kinds =
        ["hong-kong-identity-card", "mainland-resident-id", "residence-permit", "mainland-travel-permit", "taiwan-travel-permit", "passport"];

    /// <summary>The number without brackets, spaces and case, so that two ways of writing it are one number.</summary>
    public static string Normal(string number) =>
        string.Concat(number.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    public static bool IsValid(string kind, string normal) => kind switch
    {
        "hong-kong-identity-card" => HongKongForm().IsMatch(normal) && HongKongSum(normal) % 11 == 0,
        "mainland-resident-id" or "residence-permit" => ResidentForm().IsMatch(normal) && IsResidentNumber(normal),
        "mainland-travel-permit" => Regex.IsMatch(normal, @"^[HM]\d{8}(\d{2})?$"),
        "taiwan-travel-permit" => Regex.IsMatch(normal, @"^(\d{8}|\d{10}|[A-Z]\d{7})$"),
        "passport" => Regex.IsMatch(normal, @"^[A-Z0-9]{5,15}$"),
        _ => false,
    };

    // Letters count A=10 to Z=35 and a missing first letter 36; weights 9 down to 1.
    static int HongKongSum(string normal)
    {
        var padded = normal.PadLeft(9, ' ');
        return padded.Select((character, index) => (9 - index) * Value(character)).Sum();

        static int Value(char character) => character switch
        {
            ' ' => 36,
            >= '0' and <= '9' => character - '0',
            _ => character - 'A' + 10,
        };
    }

    // GB 11643: ISO 7064 MOD 11-2 over the first 17 digits.
    static bool IsResidentNumber(string normal)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var sum = weights.Select((weight, index) => weight * (normal[index] - '0')).Sum();
        return "10X98765432"[sum % 11] == normal[17]
            && DateOnly.TryParseExact(normal.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    [GeneratedRegex(@"^[A-Z]{1,2}\d{6}[\dA]$")]
    private static partial Regex HongKongForm();

    [GeneratedRegex(@"^\d{17}[\dX]$")]
    private static partial Regex ResidentForm();
}
