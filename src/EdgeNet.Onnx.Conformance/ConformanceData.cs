namespace EdgeNet.Onnx.Conformance;

/// <summary>One set of inputs and expected outputs, a file each, with a TensorProto in it.</summary>
/// <param name="Inputs">The inputs' files in order; none where the input is x = (0, 1, 2…)/n, as of ONNX's light models.</param>
/// <param name="Outputs">The expected outputs' files in order.</param>
public sealed record ConformanceData(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
