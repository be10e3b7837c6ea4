using System.Globalization;
using EdgeNet.Benchmarks.Networks;
using EdgeNet.Benchmarks.PlainC;
using EdgeNet.Benchmarks.Roofline;
using EdgeNet.Compiler.Graph;
using EdgeNet.Measuring;
using EdgeNet.Measuring.Peers;
using EdgeNet.Onnx;

namespace EdgeNet.Benchmarks.Peers;

/// <summary>One network against its peers, in one run.</summary>
/// <param name="Info">The network.</param>
/// <param name="OnnxRuntime">The generated code against ONNX Runtime.</param>
/// <param name="PlainC">Plain C, gcc -O3 -march=native; null where there is no gcc.</param>
/// <param name="Peak">Multiply-adds a second that a straight loop of them reached on this core just before or after.</param>
internal sealed record PeerRow(NetworkInfo Info, PeerComparison OnnxRuntime, Latency? PlainC, double Peak)
{
    /// <summary>The table's head.</summary>
    public const string Head =
        "| network | multiply-adds | EdgeNet median µs | ONNX Runtime median µs | times faster (median of pairs) | fastest to fastest | share of peak | ONNX Runtime's share | plain C fastest µs | max difference | allocated bytes |\n"
        + "|---|---|---|---|---|---|---|---|---|---|---|";

    /// <summary>The largest difference at which two answers, probabilities both, are the same one.</summary>
    private const float Tolerance = 1e-5f;

    private const int PlainCRounds = 20;

    /// <summary>Whether the answers are the same and nothing was allocated.</summary>
    public bool IsSound => OnnxRuntime.MaxDifference <= Tolerance && OnnxRuntime.Latency.First.AllocatedBytes == 0;

    /// <summary>Measures a network.</summary>
    /// <typeparam name="T">The network.</typeparam>
    /// <param name="library">ONNX Runtime.</param>
    /// <param name="options">How long.</param>
    public static PeerRow Measure<T>(OnnxRuntimeLibrary library, MeasuringOptions options)
        where T : ICompiledNetwork<T>
    {
        NetworkGraph graph = GraphBuilder.Build(T.Description, out var problems) ?? throw new InvalidOperationException(string.Join("\n", problems));
        var parameters = new RandomParameters(T.NetworkInfo, RandomSample.Seed);
        float[] input = RandomSample.Input(T.NetworkInfo);
        using T network = T.Create(parameters);
        double before = FmaPeak.Measure();
        var comparison = PeerComparison.Measure(library, network, OnnxExporter.Export(graph, parameters), input, options);
        double after = FmaPeak.Measure();
        return new(T.NetworkInfo, comparison, MeasurePlainC(graph, parameters, input, options), Math.Max(before, after));
    }

    /// <summary>The row as Markdown.</summary>
    public override string ToString()
    {
        (Latency ours, Latency theirs) = (OnnxRuntime.Latency.First, OnnxRuntime.Latency.Second);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {Info.Name} | {Info.MultiplyAdds:N0} | {ours.Median:N1} | {theirs.Median:N1} | {OnnxRuntime.Latency.Ratio:F2} | {theirs.Min / ours.Min:F2} | {Share(ours):P0} | {Share(theirs):P0} | {(PlainC is null ? "–" : PlainC.Min.ToString("N1", CultureInfo.InvariantCulture))} | {OnnxRuntime.MaxDifference:0.0e0} | {ours.AllocatedBytes} |");
    }

    /// <summary>Multiply-adds a second in the fastest inference, as a share of the peak.</summary>
    private double Share(Latency latency) => Info.MultiplyAdds / (latency.Min * 1e-6) / Peak;

    private static Latency? MeasurePlainC(NetworkGraph graph, IParameterSource parameters, float[] input, MeasuringOptions options)
    {
        if (!PlainCNetwork.IsAvailable) return null;
        using PlainCNetwork network = PlainCNetwork.Compile(graph, parameters);
        float[] output = GC.AllocateArray<float>(graph.OutputLength, pinned: true);
        return Latency.Measure(() => network.Infer(input, output), options with { Rounds = Math.Min(options.Rounds, PlainCRounds) });
    }
}
