using EdgeNet.Compiler.Graph;

namespace EdgeNet.Onnx.Conformance;

/// <summary>A network that a verification can run: its emitted code, or in tests something that it is held against.</summary>
internal interface IRunnableNetwork : IDisposable
{
    /// <summary>The network's graph.</summary>
    NetworkGraph Graph { get; }

    /// <summary>Takes parameters; the runs that follow use them.</summary>
    void Pack(IParameterSource parameters);

    /// <summary>Runs one sample: inputs one behind the other, outputs one behind the other.</summary>
    void Infer(ReadOnlySpan<float> input, Span<float> output);
}
