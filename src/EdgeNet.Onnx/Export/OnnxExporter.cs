using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.Export;
using EdgeNet.Onnx.Proto;
using EdgeNet.Safety;
using Google.Protobuf;

namespace EdgeNet.Onnx;

/// <summary>
/// Network and weights → ONNX (https://onnx.ai/onnx/repo-docs/IR.html): float32, a batch axis of 1 before every shape, standard operators
/// of opset 17, or of the lowest later one that a layer needs. Inputs and outputs have the names of their nodes in the graph.
/// </summary>
public static class OnnxExporter
{
    /// <summary>Writes a file. Nothing is written where the network cannot be exported.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="path">The file, overwritten where it exists.</param>
    /// <exception cref="OnnxExportException">A layer has no ONNX form, or a parameter is missing or has another length.</exception>
    /// <exception cref="IOException">The file cannot be written, or is not a regular one.</exception>
    public static void Export(NetworkGraph graph, IParameterSource parameters, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ModelProto model = ModelBuilder.Build(graph, parameters);
        OutputFile.Write(path, stream => model.WriteTo(stream));
    }

    /// <summary>Writes to a stream. Nothing is written where the network cannot be exported.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <exception cref="OnnxExportException">A layer has no ONNX form, or a parameter is missing or has another length.</exception>
    public static void Export(NetworkGraph graph, IParameterSource parameters, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ModelBuilder.Build(graph, parameters).WriteTo(stream);
    }

    /// <summary>The file's bytes.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <exception cref="OnnxExportException">A layer has no ONNX form, or a parameter is missing or has another length.</exception>
    public static byte[] Export(NetworkGraph graph, IParameterSource parameters) => ModelBuilder.Build(graph, parameters).ToByteArray();
}
