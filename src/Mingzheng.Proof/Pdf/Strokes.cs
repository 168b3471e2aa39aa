namespace Mingzheng.Proof.Pdf;

/// <summary>A handwritten signature as it came from the pad.</summary>
/// <param name="Lines">Each from pen down to pen up.</param>
/// <param name="Aspect">Width of the pad divided by its height.</param>
public sealed record Strokes(IReadOnlyList<IReadOnlyList<StrokePoint>> Lines, double Aspect)
{
    /// <summary>More than anyone writes in a minute at the rate of a pen.</summary>
    public const int MaxPoints = 20_000;

    /// <summary>Throws <see cref="ArgumentException"/> for points off the pad, no points or too many.</summary>
    internal void Validate()
    {
        var points = Lines.SelectMany(line => line).ToList();
        if (points.Count is 0 or > MaxPoints || !(Aspect is > 0.05 and < 20) || !points.All(point => point.OnPad))
        {
            throw new ArgumentException("the strokes are empty, too many or off the pad");
        }
    }
}

/// <param name="X">0 at the left edge of the pad, 1 at the right.</param>
/// <param name="Y">0 at the top edge, 1 at the bottom, as screens count.</param>
/// <param name="Pressure">0 to 1; 0.5 from devices that feel none.</param>
public readonly record struct StrokePoint(double X, double Y, double Pressure)
{
    internal bool OnPad => X is >= 0 and <= 1 && Y is >= 0 and <= 1 && Pressure is >= 0 and <= 1;
}
