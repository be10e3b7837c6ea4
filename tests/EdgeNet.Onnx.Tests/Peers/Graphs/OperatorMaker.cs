namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>How nodes of an operator are drawn.</summary>
/// <param name="Make">Adds a node.</param>
/// <param name="Since">The first opset that has the operator.</param>
/// <param name="Until">The last opset that has it.</param>
internal sealed record OperatorMaker(Action<GraphWriter> Make, int Since = 1, int Until = int.MaxValue);
