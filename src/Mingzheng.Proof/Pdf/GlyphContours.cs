using System.Buffers.Binary;
using System.Text;

namespace Mingzheng.Proof.Pdf;

/// <summary>Turns the contours of a simple glyph (quadratic curves with implied points) into PDF path operators (cubic).</summary>
static class GlyphContours
{
    const byte OnCurve = 0x01, ShortX = 0x02, ShortY = 0x04, Repeat = 0x08, SameX = 0x10, SameY = 0x20;

    readonly record struct Point(double X, double Y, bool On)
    {
        public static Point Middle(Point a, Point b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2, true);
    }

    /// <param name="data">The glyph after its header.</param>
    public static void Append(ReadOnlySpan<byte> data, int contours, GlyphTransform transform, StringBuilder path)
    {
        if (contours == 0)
        {
            return;
        }
        var count = BinaryPrimitives.ReadUInt16BigEndian(data[(2 * contours - 2)..]) + 1;
        var position = 2 * contours;
        position += 2 + BinaryPrimitives.ReadUInt16BigEndian(data[position..]);
        var flags = Flags(data, count, ref position);
        var xs = Coordinates(data, flags, ShortX, SameX, ref position);
        var ys = Coordinates(data, flags, ShortY, SameY, ref position);
        var first = 0;
        for (var contour = 0; contour < contours; contour++)
        {
            var last = BinaryPrimitives.ReadUInt16BigEndian(data[(2 * contour)..]);
            var points = new List<Point>();
            for (var i = first; i <= last; i++)
            {
                var (x, y) = transform.Apply(xs[i], ys[i]);
                points.Add(new Point(x, y, (flags[i] & OnCurve) != 0));
            }
            AppendContour(points, path);
            first = last + 1;
        }
    }

    static byte[] Flags(ReadOnlySpan<byte> data, int count, ref int position)
    {
        var flags = new byte[count];
        for (var i = 0; i < count;)
        {
            var flag = data[position++];
            var times = (flag & Repeat) != 0 ? data[position++] + 1 : 1;
            flags.AsSpan(i, times).Fill(flag);
            i += times;
        }
        return flags;
    }

    static int[] Coordinates(ReadOnlySpan<byte> data, byte[] flags, byte shortFlag, byte sameFlag, ref int position)
    {
        var values = new int[flags.Length];
        var value = 0;
        for (var i = 0; i < flags.Length; i++)
        {
            if ((flags[i] & shortFlag) != 0)
            {
                value += (flags[i] & sameFlag) != 0 ? data[position] : -data[position];
                position++;
            }
            else if ((flags[i] & sameFlag) == 0)
            {
                value += BinaryPrimitives.ReadInt16BigEndian(data[position..]);
                position += 2;
            }
            values[i] = value;
        }
        return values;
    }

    static void AppendContour(List<Point> points, StringBuilder path)
    {
        if (points.Count < 2)
        {
            return;
        }
        // Begin on the curve: at the first such point, or half-way between two control points.
        var start = points.FindIndex(point => point.On);
        var current = start >= 0 ? points[start] : Point.Middle(points[0], points[^1]);
        var ordered = start >= 0 ? [.. points[(start + 1)..], .. points[..start], current] : points.Append(current).ToList();
        path.Append(PdfWriter.Number(current.X)).Append(' ').Append(PdfWriter.Number(current.Y)).Append(" m ");
        for (var i = 0; i < ordered.Count; i++)
        {
            var point = ordered[i];
            if (point.On)
            {
                path.Append(PdfWriter.Number(point.X)).Append(' ').Append(PdfWriter.Number(point.Y)).Append(" l ");
                current = point;
                continue;
            }
            var end = ordered[i + 1].On ? ordered[++i] : Point.Middle(point, ordered[i + 1]);
            AppendCurve(current, point, end, path);
            current = end;
        }
        path.Append("h ");
    }

    // A quadratic curve is the cubic one whose control points lie two thirds of the way.
    static void AppendCurve(Point from, Point control, Point to, StringBuilder path)
    {
        foreach (var (x, y) in new[]
        {
            (from.X + 2 * (control.X - from.X) / 3, from.Y + 2 * (control.Y - from.Y) / 3),
            (to.X + 2 * (control.X - to.X) / 3, to.Y + 2 * (control.Y - to.Y) / 3),
            (to.X, to.Y),
        })
        {
            path.Append(PdfWriter.Number(x)).Append(' ').Append(PdfWriter.Number(y)).Append(' ');
        }
        path.Append("c ");
    }
}
