using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>An input that a graph is fed with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The size of each axis, batch axis included; null for one without a number; all null where the file says nothing.</param>
/// <param name="Symbols">What the file calls the axes without a number; empty where it does not say.</param>
internal sealed record GraphInput(string Name, DataType Type, IReadOnlyList<int?>? Shape, IReadOnlyList<string> Symbols);
