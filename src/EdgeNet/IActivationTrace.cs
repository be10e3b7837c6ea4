namespace EdgeNet;

/// <summary>
/// Takes the activations of a network's layers, one after the other. A struct or an object that lives on keeps a trace from allocating.
/// </summary>
public interface IActivationTrace
{
    /// <summary>Takes what a layer has computed.</summary>
    /// <param name="layer">The layer as the network describes it: its name and the shape of its output.</param>
    /// <param name="activations">Its output, channels first; valid until this returns.</param>
    void Take(TensorInfo layer, ReadOnlySpan<float> activations);
}
