namespace EdgeNet;

/// <summary>What a compiled network is, in figures known at compile time.</summary>
/// <param name="Name">The class name.</param>
/// <param name="Fingerprint">A hash of the description's inputs and layers; weights files carry it.</param>
/// <param name="Inputs">The inputs, one or more; where there are several, they lie one after the other in the span that Infer takes.</param>
/// <param name="Outputs">The outputs, one or more; where there are several, they lie one after the other in the span that Infer fills.</param>
/// <param name="Parameters">The trained parameters, in layer order.</param>
/// <param name="WeightsLength">Elements of the packed weights.</param>
/// <param name="WorkspaceLength">Elements of workspace that one inference needs.</param>
/// <param name="MultiplyAdds">Multiply-add operations of one inference.</param>
public sealed record NetworkInfo(
    string Name,
    string Fingerprint,
    IReadOnlyList<TensorInfo> Inputs,
    IReadOnlyList<TensorInfo> Outputs,
    IReadOnlyList<ParameterInfo> Parameters,
    int WeightsLength,
    int WorkspaceLength,
    long MultiplyAdds)
{
    /// <summary>A network of one input and one output.</summary>
    /// <param name="name">The class name.</param>
    /// <param name="fingerprint">A hash of the description's inputs and layers.</param>
    /// <param name="inputShape">The input without its batch axis, channels first.</param>
    /// <param name="outputShape">The output without its batch axis, channels first.</param>
    /// <param name="parameters">The trained parameters, in layer order.</param>
    /// <param name="weightsLength">Elements of the packed weights.</param>
    /// <param name="workspaceLength">Elements of workspace that one inference needs.</param>
    /// <param name="multiplyAdds">Multiply-add operations of one inference.</param>
    public NetworkInfo(
        string name, string fingerprint, IReadOnlyList<int> inputShape, IReadOnlyList<int> outputShape,
        IReadOnlyList<ParameterInfo> parameters, int weightsLength, int workspaceLength, long multiplyAdds)
        : this(name, fingerprint, [new TensorInfo("input", inputShape)], [new TensorInfo("output", outputShape)],
            parameters, weightsLength, workspaceLength, multiplyAdds)
    {
    }

    /// <summary>The first input's shape, without its batch axis, channels first.</summary>
    public IReadOnlyList<int> InputShape => Inputs[0].Shape;

    /// <summary>The first output's shape, without its batch axis, channels first.</summary>
    public IReadOnlyList<int> OutputShape => Outputs[0].Shape;

    /// <summary>Elements of all inputs together.</summary>
    public int InputLength { get; } = Inputs.Sum(i => i.Length);

    /// <summary>Elements of all outputs together.</summary>
    public int OutputLength { get; } = Outputs.Sum(o => o.Length);

    /// <summary>Trained numbers in all parameters together.</summary>
    public long ParameterCount { get; } = Parameters.Sum(p => (long)p.Length);
}
