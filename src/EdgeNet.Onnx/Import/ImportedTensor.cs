namespace EdgeNet.Onnx;

/// <summary>An input or output of an ONNX file.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Shape">Its shape in the file, batch axis included; 1 stands for a batch that the file leaves open.</param>
public sealed record ImportedTensor(string Name, IReadOnlyList<int> Shape);
