namespace EdgeNet;

/// <summary>
/// The second of three tensors where the first is not 0, else the third, as numpy's where, broadcast. It has no gradient: a network that
/// has one cannot be trained.
/// </summary>
/// <param name="inputs">The names of the condition and the two choices.</param>
public sealed class WhereAttribute(params string[] inputs) : LayerAttribute
{
    /// <summary>The names of the layers.</summary>
    public string[] Inputs { get; } = inputs;
}
