namespace EdgeNet;

/// <summary>What padded elements hold.</summary>
public enum PadMode
{
    /// <summary>One value.</summary>
    Constant,

    /// <summary>The tensor mirrored at its border elements, which are not repeated.</summary>
    Reflect,

    /// <summary>The nearest element of the border.</summary>
    Edge,
}
