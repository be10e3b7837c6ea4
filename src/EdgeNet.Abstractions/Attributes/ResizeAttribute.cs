namespace EdgeNet;

/// <summary>Nearest-neighbour sampling to another size, as ONNX's Resize.</summary>
/// <param name="sizes">The size of each spatial axis; none where there are scales.</param>
public sealed class ResizeAttribute(params int[] sizes) : LayerAttribute
{
    /// <summary>The sizes.</summary>
    public int[] Sizes { get; } = sizes;

    /// <summary>Output size over input size on each spatial axis, above 0.</summary>
    public double[]? Scales { get; set; }

    /// <summary>Where an output element lies in the input.</summary>
    public ResizeCoordinates Coordinates { get; set; } = ResizeCoordinates.HalfPixel;

    /// <summary>Which neighbour is the nearest.</summary>
    public ResizeRounding Rounding { get; set; } = ResizeRounding.RoundPreferFloor;
}
