using System.Globalization;
using System.Text;

namespace Mingzheng.Proof.Pdf;

/// <summary>Draws a person's strokes in ink, or the name of who typed it, and a line of small print below.</summary>
public static class HandwrittenAppearance
{
    const string Ink = "0.06 0.09 0.32 RG 0.06 0.09 0.32 rg 1 J 1 j\n";
    const double NameSize = 16;
    const double CaptionSize = 6.5;
    const double CaptionRoom = 10;
    const double ThinnestPoint = 0.5;
    const double PressureWidth = 1.5;

    /// <param name="strokes">Null for a person who signs without a pointer.</param>
    /// <param name="name">What stands in the place of strokes then.</param>
    /// <param name="caption">One line such as name and time.</param>
    /// <param name="width">Of the field, in points.</param>
    /// <param name="height">Of the field, in points.</param>
    /// <exception cref="ArgumentException">Strokes that no pad gives, or a line that is more than shapes.</exception>
    public static SignatureAppearance Draw(Strokes? strokes, LineOutline? name, LineOutline? caption, double width, double height)
    {
        var drawing = new StringBuilder(Ink);
        var floor = caption is null ? 0 : CaptionRoom;
        if (strokes is not null)
        {
            strokes.Validate();
            DrawStrokes(strokes, drawing, width, height, floor);
        }
        else if (name is not null)
        {
            DrawText(name, NameSize, drawing, width, floor, height - floor);
        }
        if (caption is not null)
        {
            DrawText(caption, CaptionSize, drawing, width, 0, floor);
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

    /// <summary>In the middle of its room; what is too long or too high is made smaller as a whole.</summary>
    static void DrawText(LineOutline line, double size, StringBuilder drawing, double width, double bottom, double room)
    {
        if (!line.IsInk)
        {
            throw new ArgumentException("the line is not made of shapes alone");
        }
        var scale = Math.Min(size / LineOutline.Size, Math.Min((width - 4) / line.Width, (room - 1) / line.Height));
        var (left, floor) = ((width - scale * line.Width) / 2, bottom + (room - scale * line.Height) / 2);
        var factor = scale.ToString("0.######", CultureInfo.InvariantCulture);
        drawing.Append("q ").Append(factor).Append(" 0 0 ").Append(factor).Append(' ');
        Place(drawing, left, floor).Append("cm ").Append(line.Path).Append(" f Q\n");
    }
}
