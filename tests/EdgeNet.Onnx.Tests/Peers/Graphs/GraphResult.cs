namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>What became of a random graph.</summary>
/// <param name="Seed">The graph.</param>
/// <param name="Outcome">The class.</param>
/// <param name="Kind">Of a class, which kind; the same for graphs of one cause.</param>
/// <param name="Details">More of it.</param>
internal sealed record GraphResult(int Seed, GraphOutcome Outcome, string Kind, string Details);
