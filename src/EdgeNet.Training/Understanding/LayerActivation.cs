namespace EdgeNet.Training.Understanding;

/// <summary>What a layer makes of one sample, or what one of its filters looks like.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Kind">Its kind, such as "Conv".</param>
/// <param name="Shape">The shape of the values, channels first.</param>
/// <param name="Values">The values, channels first.</param>
public sealed record LayerActivation(string Layer, string Kind, IReadOnlyList<int> Shape, float[] Values)
{
    /// <summary>The sizes of the axes behind the channels; empty of a vector.</summary>
    public IReadOnlyList<int> Spatial => [.. Shape.Skip(1)];
}
