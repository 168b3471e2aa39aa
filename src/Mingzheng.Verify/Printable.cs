using System.Globalization;

namespace Mingzheng.Verify;

/// <summary>Names in a hostile file must not steer the reader's terminal or forge a line of the report.</summary>
static class Printable
{
    internal static string Of(string text) => string.Concat(text.Select(c => IsVisible(c) ? c : '\ufffd'));

    /// <summary>Format characters reverse the direction of what follows.</summary>
    static bool IsVisible(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
