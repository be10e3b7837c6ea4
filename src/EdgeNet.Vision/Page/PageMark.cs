using System.Numerics;

namespace EdgeNet.Vision.Page;

/// <summary>A component as rows are made of: a character, touching characters, a printed box, or a part of one.</summary>
internal struct PageMark
{
    /// <summary>The component's number.</summary>
    internal int Component;

    /// <summary>Its columns.</summary>
    internal int Width;

    /// <summary>Its rows.</summary>
    internal int Height;

    /// <summary>The middle of its box in working pixels.</summary>
    internal Vector2 Centre;

    /// <summary>Its longest extent in any direction, in working pixels.</summary>
    internal float Size;

    /// <summary>Its shortest extent in any direction.</summary>
    internal float Thickness;

    /// <summary>The depth of its deepest ink, 0 to 255.</summary>
    internal int Depth;

    /// <summary>Drawn pixels.</summary>
    internal int Area;
}
