namespace EdgeNet.Vision.Segmentation;

/// <summary>
/// A component, or the part of one between two cuts. A cut is a straight line through the component: at height v it lies at
/// <c>u = position + slant * (v - MidV)</c>.
/// </summary>
internal struct Piece
{
    internal int Component;
    internal float MidV;

    /// <summary>The cut on the left, or minus infinity.</summary>
    internal float From;
    internal float FromSlant;

    /// <summary>The cut on the right, or plus infinity.</summary>
    internal float To;
    internal float ToSlant;

    /// <summary>The ink that the cut on the left goes through, in digit heights; 0 where there is none.</summary>
    internal float CutInk;

    internal float Left;
    internal float Right;
    internal float Top;
    internal float Bottom;
    internal int Area;

    internal readonly float CentreU => (Left + Right) / 2;

    internal readonly bool Holds(float u, float v) =>
        u >= From + FromSlant * (v - MidV) && u < To + ToSlant * (v - MidV);
}
