using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Parameters;

/// <summary>One parameter's place among all.</summary>
/// <param name="Node">The layer's name: "c1".</param>
/// <param name="Role">"weight", "bias", "running_mean".</param>
/// <param name="Shape">Its shape, as PyTorch lays it out.</param>
/// <param name="Offset">Its first element.</param>
/// <param name="IsTrained">Whether gradients change it; running statistics are recorded instead.</param>
/// <param name="Fans">What it connects; null where it is no weight between inputs and outputs.</param>
internal sealed record ParameterSlot(string Node, string Role, TensorShape Shape, int Offset, bool IsTrained, Fans? Fans)
{
    /// <summary>Its full name: "c1.weight".</summary>
    public string Name { get; } = $"{Node}.{Role}";

    /// <summary>Elements.</summary>
    public int Length => Shape.Length;

    /// <summary>Whether it is decayed and drawn at random: biases, the weights of norms and slopes are not.</summary>
    public bool IsWeight => Fans is not null;
}
