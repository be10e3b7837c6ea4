using EdgeNet.Compiler.Graph;

namespace EdgeNet.Onnx.Export;

/// <summary>A parameter that a file holds.</summary>
/// <param name="Name">Its full name: "c1.weight".</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Shape">Its shape in the file, of as many elements.</param>
internal sealed record ExportedParameter(string Name, Parameter Parameter, TensorShape Shape);
