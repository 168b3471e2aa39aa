using Mingzheng.Base;

namespace Mingzheng.Rooms.Signing;

/// <summary>What is seen of a signature: strokes of the hand, or the typed name of whoever cannot draw.</summary>
static class SignatureMark
{
    const int MostPoints = 20_000;

    public static void RefuseUnlessGood(double[][][]? strokes, string? typedName)
    {
        var points = strokes?.Sum(stroke => stroke.Length) ?? 0;
        var typed = typedName?.Trim().Length ?? 0;
        Refuse.If(points > 1 || typed > 0 ? null : new Refusal("SIGNATURE_EMPTY", "AW-08") { Field = "strokes" });
        Refuse.If(typed <= 80 && points <= MostPoints ? null : new Refusal("SIGNATURE_TOO_LARGE", "AW-08") { Field = "strokes" });
        var good = strokes is null || strokes.All(stroke => stroke.All(point =>
            point.Length is 2 or 3 or 4 && point.Take(3).All(value => value is >= 0 and <= 1)));
        Refuse.If(good ? null : new Refusal("SIGNATURE_MALFORMED", "AW-08") { Field = "strokes" });
    }
}
