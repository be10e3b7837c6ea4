namespace EdgeNet.Description;

/// <summary>
/// A network as it was written, in attributes or in a file: small, value-equal data from which every later stage is rebuilt.
/// </summary>
/// <param name="Name">The class name.</param>
/// <param name="Inputs">The inputs, usually one.</param>
/// <param name="Layers">The layers in source order.</param>
/// <param name="Unroll">How far taps are unrolled.</param>
/// <param name="Outputs">The names of the layers whose outputs are the network's; the last layer's where there are none.</param>
/// <param name="Exact">Whether every convolution is computed directly, so that a pixel reaches no output whose window does not hold it.</param>
public sealed record NetworkDescription(
    string Name,
    EquatableArray<InputDescription> Inputs,
    EquatableArray<LayerDescription> Layers,
    Unroll Unroll = Unroll.Auto,
    EquatableArray<string> Outputs = default,
    bool Exact = false)
{
    /// <summary>Whether a method is emitted that gives the activations of each layer.</summary>
    public bool Trace { get; init; }

    /// <summary>Describes a network with one input called "input".</summary>
    /// <param name="name">The class name.</param>
    /// <param name="shape">The input's shape, without the batch axis.</param>
    /// <param name="layers">The layers in order.</param>
    public NetworkDescription(string name, int[] shape, params LayerDescription[] layers)
        : this(name, new[] { new InputDescription("input", shape) }, layers)
    {
    }
}
