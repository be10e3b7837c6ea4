namespace EdgeNet;

/// <summary>A part of a tensor, as numpy's x[start:end:step] on each axis; ends past an axis mean its end.</summary>
/// <param name="starts">Where each axis starts; negative from the end.</param>
/// <param name="ends">Where each axis ends, exclusive; negative from the end.</param>
public sealed class SliceAttribute(int[] starts, int[] ends) : LayerAttribute
{
    /// <summary>Where each axis starts.</summary>
    public int[] Starts { get; } = starts;

    /// <summary>Where each axis ends.</summary>
    public int[] Ends { get; } = ends;

    /// <summary>The axes of the sample that starts and ends are of; the first ones unless given.</summary>
    public int[]? Axes { get; set; }

    /// <summary>The step on each of these axes, not 0; 1 unless given.</summary>
    public int[]? Steps { get; set; }
}
