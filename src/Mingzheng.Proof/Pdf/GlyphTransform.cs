namespace Mingzheng.Proof.Pdf;

/// <summary>The affine map x' = A x + C y + X, y' = B x + D y + Y.</summary>
readonly record struct GlyphTransform(double A, double B, double C, double D, double X, double Y)
{
    public (double X, double Y) Apply(double x, double y) => (A * x + C * y + X, B * x + D * y + Y);

    /// <summary>First <paramref name="inner"/>, then this.</summary>
    public GlyphTransform After(GlyphTransform inner)
    {
        var origin = Apply(inner.X, inner.Y);
        return new(
            A * inner.A + C * inner.B, B * inner.A + D * inner.B,
            A * inner.C + C * inner.D, B * inner.C + D * inner.D,
            origin.X, origin.Y);
    }
}
