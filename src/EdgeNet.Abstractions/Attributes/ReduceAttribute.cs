namespace EdgeNet;

/// <summary>The base of the layers that reduce axes to one number.</summary>
public abstract class ReduceAttribute : LayerAttribute
{
    private protected ReduceAttribute(int[] axes) => Axes = axes;

    /// <summary>The reduced axes of the sample.</summary>
    public int[] Axes { get; }

    /// <summary>Whether reduced axes stay, with size 1. Where none is left, the shape is (1).</summary>
    public bool KeepDims { get; set; } = true;
}
