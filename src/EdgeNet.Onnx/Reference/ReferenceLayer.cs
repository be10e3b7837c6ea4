using EdgeNet.Compiler.Graph;

namespace EdgeNet.Onnx.Reference;

/// <summary>The forward computation of one layer kind.</summary>
/// <param name="layer">The layer.</param>
/// <param name="inputs">Its inputs.</param>
/// <param name="parameter">Gives a parameter by its role ("weight", "bias").</param>
internal delegate ReferenceTensor ReferenceLayer(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter);
