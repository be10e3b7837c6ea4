using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Parameters;

/// <summary>One parameter's place among all.</summary>
/// <param name="Name">Its full name: "c1.weight".</param>
/// <param name="Role">"weight" or "bias".</param>
/// <param name="Shape">Its shape, as PyTorch lays it out.</param>
/// <param name="Offset">Its first element.</param>
internal sealed record ParameterSlot(string Name, string Role, TensorShape Shape, int Offset)
{
    /// <summary>Elements.</summary>
    public int Length => Shape.Length;

    /// <summary>Whether it multiplies (and so is decayed and drawn at random) rather than is added.</summary>
    public bool IsWeight => Shape.Rank > 1;

    /// <summary>Inputs that one output of a weight sums over.</summary>
    public int FanIn => Length / Shape[0];

    /// <summary>Outputs that one input of a weight reaches, by PyTorch's rule: out · taps.</summary>
    public int FanOut => Length / Shape[1];
}
