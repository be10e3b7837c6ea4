namespace EdgeNet;

/// <summary>A tensor parted along an axis. Part i goes by the layer's name and its number: From = "name.1"; without a number it is the first.</summary>
/// <param name="sizes">The size of each part; a single number is how many equal parts there are.</param>
public sealed class SplitAttribute(params int[] sizes) : LayerAttribute
{
    /// <summary>The size of each part, or their number.</summary>
    public int[] Sizes { get; } = sizes;

    /// <summary>The axis of the sample, negative from the end.</summary>
    public int Axis { get; set; }
}
