using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Base;

namespace Mingzheng.Documents;

/// <summary>Why a paper cannot be made, as it is told to a person.</summary>
static class DocumentRefusals
{
    /// <summary>What the person can do something about, or what passes; null for a fault of ours, which stays a fault.</summary>
    public static Refusal? Of(TypesettingException fault) => fault.Fault switch
    {
        TypesettingFault.CharacterMissing => new Refusal("CHARACTER_NOT_PRINTABLE", "V-4", string.Join(' ', fault.Missing.Select(Named))),
        TypesettingFault.Busy or TypesettingFault.TimedOut or TypesettingFault.Unavailable =>
            new Refusal("TYPESETTER_UNAVAILABLE") { Status = StatusCodes.Status503ServiceUnavailable },
        TypesettingFault.TemplateUnknown or TypesettingFault.TemplateFaulty or TypesettingFault.RequestFaulty => null,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Fault, null),
    };

    /// <exception cref="RefusedException">CHARACTER_NOT_PRINTABLE, TYPESETTER_UNAVAILABLE.</exception>
    public static async Task<Typeset> RenderOrRefuse(this ITypesetter typesetter, string template, JsonObject data, CancellationToken stop)
    {
        try
        {
            return await typesetter.Render(template, data, stop);
        }
        catch (TypesettingException fault) when (Of(fault) is { } refusal)
        {
            throw new RefusedException(refusal);
        }
    }

    /// <summary>A character and its number, for the screen may have no font for it either.</summary>
    static string Named(string text)
    {
        var numbers = string.Join(' ', text.EnumerateRunes().Select(rune => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}")));
        var isSeen = text.EnumerateRunes().All(rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned));
        return isSeen ? $"{text} ({numbers})" : numbers;
    }
}
