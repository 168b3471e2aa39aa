using System.Text;

namespace Mingzheng.Proof.Pdf;

/// <summary>
/// Draws the round seal of a court: a red ring, a star, the court's name along the upper arc and a line below the star. It
/// multiplies with the page as ink does, so that the print under it stays readable.
/// </summary>
public static class SealAppearance
{
    /// <summary>42 mm, the seal of a court at and above the middle level.</summary>
    public const double UsualDiameter = 42 / 25.4 * 72;

    const string Vermilion = "0.83 0.06 0.06 RG 0.83 0.06 0.06 rg\n";
    const double QuarterCircle = 0.5523;

    /// <param name="name">The court's full name; characters that the font lacks are refused.</param>
    /// <param name="line">A short line below the star, or empty.</param>
    /// <exception cref="ArgumentException">The font cannot show the name or the line.</exception>
    public static SignatureAppearance Draw(string name, string line, GlyphOutlines font, double diameter = UsualDiameter)
    {
        if (name.Length == 0 || !font.Has(name) || !font.Has(line))
        {
            throw new ArgumentException("the font cannot show the text of the seal");
        }
        var drawing = new StringBuilder(Vermilion);
        var center = diameter / 2;
        DrawRing(drawing, center, center - diameter * 0.02, diameter * 0.025);
        DrawStar(drawing, center, diameter * 0.15);
        DrawArc(drawing, name, font, center, diameter);
        DrawLine(drawing, line, font, center, diameter);
        return new SignatureAppearance(drawing.ToString(), diameter, diameter, Multiply: true);
    }

    static void DrawRing(StringBuilder drawing, double center, double radius, double thickness)
    {
        var handle = QuarterCircle * radius;
        drawing.Append(PdfWriter.Number(thickness)).Append(" w ");
        Place(drawing, center + radius, center).Append("m ");
        // Each quarter turns the one before it by a right angle.
        var (x, y) = (1, 0);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var (nextX, nextY) = (-y, x);
            Place(drawing, center + x * radius + nextX * handle, center + y * radius + nextY * handle);
            Place(drawing, center + nextX * radius + x * handle, center + nextY * radius + y * handle);
            Place(drawing, center + nextX * radius, center + nextY * radius).Append("c ");
            (x, y) = (nextX, nextY);
        }
        drawing.Append("s\n");
    }

    static void DrawStar(StringBuilder drawing, double center, double radius)
    {
        // The inner corners of a regular five-pointed star.
        var inner = radius * Math.Sin(Math.PI / 10) / Math.Sin(7 * Math.PI / 10);
        for (var corner = 0; corner < 10; corner++)
        {
            var angle = Math.PI / 2 + corner * Math.PI / 5;
            var distance = corner % 2 == 0 ? radius : inner;
            Place(drawing, center + distance * Math.Cos(angle), center + distance * Math.Sin(angle)).Append(corner == 0 ? "m " : "l ");
        }
        drawing.Append("f\n");
    }

    static void DrawArc(StringBuilder drawing, string name, GlyphOutlines font, double center, double diameter)
    {
        var runes = name.EnumerateRunes().ToList();
        var span = Math.PI * Math.Min(1.35, 0.14 * (runes.Count - 1));
        var step = runes.Count > 1 ? span / (runes.Count - 1) : 0;
        var baseline = diameter * 0.335;
        // Characters stay upright blocks that never touch: their width is what the arc leaves at the baseline.
        var size = Math.Min(diameter * 0.125, runes.Count > 1 ? step * baseline * 0.98 : double.MaxValue);
        for (var i = 0; i < runes.Count; i++)
        {
            var turn = span / 2 - step * i;
            var text = runes[i].ToString();
            var (cos, sin) = (Math.Cos(turn), Math.Sin(turn));
            var half = font.Width(text, size) / 2;
            drawing.Append("q ");
            Place(drawing, cos, sin);
            Place(drawing, -sin, cos);
            Place(drawing, center - baseline * sin - half * cos, center + baseline * cos - half * sin).Append("cm ");
            drawing.Append(font.Path(text, size)).Append("f Q\n");
        }
    }

    static void DrawLine(StringBuilder drawing, string line, GlyphOutlines font, double center, double diameter)
    {
        if (line.Length == 0)
        {
            return;
        }
        var size = Math.Min(diameter * 0.085, diameter * 0.5 / font.Width(line, 1));
        drawing.Append("q 1 0 0 1 ");
        Place(drawing, center - font.Width(line, size) / 2, diameter * 0.17).Append("cm ");
        drawing.Append(font.Path(line, size)).Append("f Q\n");
    }

    static StringBuilder Place(StringBuilder drawing, double x, double y) =>
        drawing.Append(PdfWriter.Number(x)).Append(' ').Append(PdfWriter.Number(y)).Append(' ');
}
