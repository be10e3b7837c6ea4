namespace EdgeNet;

/// <summary>
/// Makes a partial class a network. The layer attributes that follow apply in source order, and the generator
/// writes the inference code into the class.
/// </summary>
/// <param name="shape">
/// The input without its batch axis: (channels, height, width) for images, (channels, length) for series,
/// (channels, depth, height, width) for volumes, or (features) for a plain vector.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute(params int[] shape) : Attribute
{
    /// <summary>The input shape, without the batch axis.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>The input's name; "input" unless given.</summary>
    public string? Input { get; set; }

    /// <summary>The names of the layers whose outputs are the network's; the last layer's unless given.</summary>
    public string[]? Outputs { get; set; }

    /// <summary>How far taps are unrolled.</summary>
    public Unroll Unroll { get; set; }

    /// <summary>
    /// Whether every convolution is computed directly, without the faster algorithms (Winograd, fast FIR, Strassen) that compute outputs
    /// from sums of neighbouring pixels. A NaN, an infinity or a pixel many times larger than the others then changes only the outputs
    /// whose windows hold it; else it changes its neighbours too, as far as a tile reaches: NaN where it is no number, and by up to a
    /// millionth of it where it is one. For depth and thermal cameras, and whatever else marks missing pixels by such values. The weights
    /// are the same; convolutions take longer, often up to twice as long, as <c>edgenet bench NETWORK --exact</c> tells.
    /// </summary>
    public bool Exact { get; set; }

    /// <summary>
    /// Whether the class gets a method Trace, which runs the network layer by layer and gives the activations of each. It has code, a
    /// workspace
    /// and packed weights of its own: both are some twice as large. Infer stays the same to the last character.
    /// </summary>
    public bool Trace { get; set; }
}
