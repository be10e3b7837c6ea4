namespace EdgeNet.Vision.Segmentation;

/// <summary>The box of neighbouring pieces, in pixels, and the empty columns between them.</summary>
internal readonly record struct SegmentExtent(float Left, float Right, float Top, float Bottom, float Gap)
{
    internal float Width => Right - Left;

    internal float Height => Bottom - Top;

    internal float CentreU => (Left + Right) / 2;

    internal static SegmentExtent Of(ReadOnlySpan<Piece> pieces)
    {
        float left = float.MaxValue, right = float.MinValue, top = float.MaxValue, bottom = float.MinValue;
        float gap = 0;
        foreach (ref readonly Piece piece in pieces)
        {
            if (right > float.MinValue)
                gap += Math.Max(0, piece.Left - right);
            left = Math.Min(left, piece.Left);
            right = Math.Max(right, piece.Right);
            top = Math.Min(top, piece.Top);
            bottom = Math.Max(bottom, piece.Bottom);
        }

        return new SegmentExtent(left, right, top, bottom, gap);
    }
}
