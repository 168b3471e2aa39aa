using Mingzheng.Base;
using Mingzheng.Base.Identifiers;

namespace Mingzheng.Rooms.Signing;

/// <summary>What is seen of a signature: strokes of the hand, or the typed name of whoever cannot draw.</summary>
static class SignatureMark
{
    /// <summary>Room for the points of a long signature with all their digits.</summary>
    public const long LargestRequest = 4 * 1024 * 1024;

    const int MostPoints = 20_000;
    const int LongestName = 80;

    /// <summary>Comes as a device sent it: whatever JSON allows may be in it, nulls too.</summary>
    public static void RefuseUnlessGood(double[]?[]?[]? strokes, string? typedName)
    {
        Refuse.If(strokes is null || strokes.All(IsStroke) ? null : new Refusal("SIGNATURE_MALFORMED", "AW-08") { Field = "strokes" });
        var points = Points(strokes);
        var typed = typedName?.Trim() ?? "";
        Refuse.If(IsDrawn(strokes) || typed.Length > 0 ? null : new Refusal("SIGNATURE_EMPTY", "AW-08") { Field = "strokes" });
        Refuse.If(typed.Length <= LongestName && points <= MostPoints ? null : new Refusal("SIGNATURE_TOO_LARGE", "AW-08") { Field = "strokes" });
        Refuse.If(WrittenForm.IsReadable(typed) && !typed.Contains('\n', StringComparison.Ordinal) ? null : new Refusal("SIGNATURE_MALFORMED", "AW-08") { Field = "typed-name" });
    }

    /// <summary>A single point is no signature.</summary>
    public static bool IsDrawn(double[]?[]?[]? strokes) => Points(strokes) > 1;

    static int Points(double[]?[]?[]? strokes) => strokes?.Sum(stroke => stroke!.Length) ?? 0;

    /// <summary>x, y and perhaps pressure, each from 0 to 1, and perhaps the time since the first point.</summary>
    static bool IsStroke(double[]?[]? stroke) => stroke is not null
        && stroke.All(point => point is { Length: 2 or 3 or 4 } && point.Take(3).All(value => value is >= 0 and <= 1));
}
