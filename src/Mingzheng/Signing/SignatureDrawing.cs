using Mingzheng.Proof.Pdf;

namespace Mingzheng.Signing;

/// <summary>What is seen of a signature on the page: the strokes of the hand or the typed name and, in small print, who signed and when.</summary>
static class SignatureDrawing
{
    /// <summary>The pad on the screen is twice as wide as high.</summary>
    const double PadAspect = 2;
    const double UnfeltPressure = 0.5;

    /// <param name="name">Of who typed it; null when the hand drew.</param>
    public static SignatureAppearance Of(double[][][]? strokes, LineOutline? name, LineOutline caption, double width, double height)
    {
        var lines = strokes?.Where(stroke => stroke.Length > 0).Select(stroke =>
            (IReadOnlyList<StrokePoint>)[.. stroke.Select(point => new StrokePoint(point[0], point[1], point.Length > 2 ? point[2] : UnfeltPressure))]).ToList();
        var drawn = lines is { Count: > 0 } ? new Strokes(lines, PadAspect) : null;
        return HandwrittenAppearance.Draw(drawn, name, caption, width, height);
    }
}
