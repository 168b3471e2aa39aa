using System.Text;

namespace Mingzheng.Proof.Pdf;

/// <summary>Draws a person's strokes in ink, and a line of small print below them.</summary>
public static class HandwrittenAppearance
{
    const string Ink = "0.06 0.09 0.32 RG 0.06 0.09 0.32 rg 1 J 1 j\n";
    const double CaptionSize = 6.5;
    const double CaptionRoom = 10;
    const double ThinnestPoint = 0.5;
    const double PressureWidth = 1.5;

    /// <param name="strokes">Null for a person who signs without a pointer: then the caption stands alone.</param>
    /// <param name="caption">One line such as name and time; characters that the font lacks are refused.</param>
    /// <param name="width">Of the field, in points.</param>
    /// <param name="height">Of the field, in points.</param>
    /// <exception cref="ArgumentException">Strokes that no pad gives, or a caption the font cannot show.</exception>
    public static SignatureAppearance Draw(Strokes? strokes, string? caption, GlyphOutlines? font, double width, double height)
    {
        var drawing = new StringBuilder(Ink);
        var floor = string.IsNullOrEmpty(caption) ? 0 : CaptionRoom;
        if (strokes is not null)
        {
            strokes.Validate();
            DrawStrokes(strokes, drawing, width, height, floor);
        }
        if (floor > 0)
        {
            DrawCaption(caption!, font, drawing, width);
        }
        return new SignatureAppearance(drawing.ToString(), width, height, Multiply: false);
    }

    static void DrawStrokes(Strokes strokes, StringBuilder drawing, double width, double height, double floor)
    {
        // The pad's shape is kept: a signature must not be stretched.
        var scale = Math.Min(width / strokes.Aspect, height - floor);
        var (padWidth, padHeight) = (scale * strokes.Aspect, scale);
        var left = (width - padWidth) / 2;
        var bottom = floor + (height - floor - padHeight) / 2;
        foreach (var line in strokes.Lines)
        {
            DrawLine([.. line.Select(point => (left + point.X * padWidth, bottom + (1 - point.Y) * padHeight, point.Pressure))], drawing);
        }
    }

    // From middle to middle of neighbouring points with the point between as control: smooth, and the width may change on the way.
    static void DrawLine(List<(double X, double Y, double Pressure)> points, StringBuilder drawing)
    {
        if (points is [var dot])
        {
            points = [dot, dot];
        }
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            var start = i == 1 ? from : Middle(points[i - 2], from);
            var end = i == points.Count - 1 ? to : Middle(from, to);
            var width = ThinnestPoint + PressureWidth * (from.Pressure + to.Pressure) / 2;
            drawing.Append(PdfWriter.Number(width)).Append(" w ");
            Place(drawing, start.X, start.Y).Append("m ");
            Place(drawing, (start.X + 2 * from.X) / 3, (start.Y + 2 * from.Y) / 3);
            Place(drawing, (end.X + 2 * from.X) / 3, (end.Y + 2 * from.Y) / 3);
            Place(drawing, end.X, end.Y).Append("c S\n");
        }
    }

    static (double X, double Y, double Pressure) Middle((double X, double Y, double Pressure) a, (double X, double Y, double Pressure) b) =>
        ((a.X + b.X) / 2, (a.Y + b.Y) / 2, (a.Pressure + b.Pressure) / 2);

    static StringBuilder Place(StringBuilder drawing, double x, double y) =>
        drawing.Append(PdfWriter.Number(x)).Append(' ').Append(PdfWriter.Number(y)).Append(' ');

    static void DrawCaption(string caption, GlyphOutlines? font, StringBuilder drawing, double width)
    {
        if (font is null || !font.Has(caption))
        {
            throw new ArgumentException("the font cannot show the caption");
        }
        var size = Math.Min(CaptionSize, CaptionSize * (width - 4) / font.Width(caption, CaptionSize));
        var left = (width - font.Width(caption, size)) / 2;
        drawing.Append("q 1 0 0 1 ");
        Place(drawing, left, 2.5).Append("cm ").Append(font.Path(caption, size)).Append("f Q\n");
    }
}
