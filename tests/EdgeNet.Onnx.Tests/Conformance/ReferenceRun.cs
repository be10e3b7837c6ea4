using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.Conformance;
using EdgeNet.Onnx.Reference;

namespace EdgeNet.Onnx.Tests.Conformance;

/// <summary>The scalar reference in place of the emitted code: what it gives wrong is the import's fault.</summary>
internal sealed class ReferenceRun(NetworkGraph graph) : IRunnableNetwork
{
    private ReferenceNetwork? _network;

    public NetworkGraph Graph => graph;

    public void Pack(IParameterSource parameters) => _network = new ReferenceNetwork(graph, parameters);

    public void Infer(ReadOnlySpan<float> input, Span<float> output) => _network!.RunAll(input.ToArray()).CopyTo(output);

    public void Dispose()
    {
    }
}
