using EdgeNet.Compiler.Graph;
using EdgeNet.Measuring.Peers;

namespace EdgeNet.Onnx.Tests.Peers;

/// <summary>ONNX Runtime for tests.</summary>
internal static class Peer
{
    /// <summary>Exports a network and loads it.</summary>
    public static OnnxRuntimeSession Create(NetworkGraph graph, IParameterSource parameters) =>
        Create(OnnxExporter.Export(graph, parameters));

    /// <summary>Loads a model.</summary>
    public static OnnxRuntimeSession Create(byte[] model) => OnnxRuntimeSession.Create(OnnxRuntimeLibrary.LoadBundled(), model);
}
