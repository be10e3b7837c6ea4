namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>The graph so far has nothing that an operator takes; another is drawn.</summary>
internal sealed class NothingFitsException : Exception;
