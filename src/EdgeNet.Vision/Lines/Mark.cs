namespace EdgeNet.Vision.Lines;

/// <summary>A component in line coordinates: the box of its pixels after levelling.</summary>
internal struct Mark
{
    internal int Component;
    internal int Area;
    internal float Left;
    internal float Right;
    internal float Top;
    internal float Bottom;

    /// <summary>While joining: the mark it was joined to. Afterwards: the number of its line.</summary>
    internal int Line;

    internal readonly float Width => Right - Left;

    internal readonly float Height => Bottom - Top;

    internal readonly float CentreU => (Left + Right) / 2;

    internal readonly float CentreV => (Top + Bottom) / 2;
}
