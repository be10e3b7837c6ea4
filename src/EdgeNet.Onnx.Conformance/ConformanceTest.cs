namespace EdgeNet.Onnx.Conformance;

/// <summary>A model with inputs and the outputs that they should give.</summary>
/// <param name="Name">The test's name.</param>
/// <param name="Model">The model's file.</param>
/// <param name="DataSets">Inputs and outputs; several sets are run one after the other.</param>
public sealed record ConformanceTest(string Name, string Model, IReadOnlyList<ConformanceData> DataSets);
