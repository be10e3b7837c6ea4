namespace EdgeNet.Measuring.Peers;

/// <summary>A network's generated code against ONNX Runtime on the exported network, in one run, on one thread.</summary>
/// <param name="PeerName">"ONNX Runtime" and its version.</param>
/// <param name="Latency">The generated code first, ONNX Runtime second; its ratio says how many times faster the generated code is.</param>
/// <param name="MaxDifference">The largest absolute difference between the two answers.</param>
public sealed record PeerComparison(string PeerName, LatencyComparison Latency, float MaxDifference)
{
    /// <summary>Compares both on one input.</summary>
    /// <param name="library">ONNX Runtime.</param>
    /// <param name="network">The generated code.</param>
    /// <param name="model">The same network, exported with the same parameters: an ONNX file's bytes.</param>
    /// <param name="input">The input, channels first; several lie one after the other.</param>
    /// <param name="options">How long to measure.</param>
    /// <exception cref="ArgumentException">The input has another length than the network's.</exception>
    /// <exception cref="PeerException">ONNX Runtime fails.</exception>
    public static PeerComparison Measure(
        OnnxRuntimeLibrary library, INetwork<float> network, byte[] model, float[] input, MeasuringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(input);
        if (input.Length != network.Info.InputLength)
            throw new ArgumentException($"Expected {network.Info.InputLength} elements, found {input.Length}.", nameof(input));

        using var session = OnnxRuntimeSession.Create(library, model);
        int start = 0;
        for (int i = 0; i < network.Info.Inputs.Count; i++)
        {
            input.AsSpan(start, network.Info.Inputs[i].Length).CopyTo(session.Input(i));
            start += network.Info.Inputs[i].Length;
        }

        // Pinned as the peer's are, and as a program that cares would have it.
        float[] output = GC.AllocateArray<float>(network.Info.OutputLength, pinned: true);
        var latency = LatencyComparison.Measure(() => network.Infer(input, output), session.Run, options);
        return new PeerComparison($"ONNX Runtime {library.Version}", latency, LargestDifference(network.Info, output, session));
    }

    private static float LargestDifference(NetworkInfo info, ReadOnlySpan<float> ours, OnnxRuntimeSession session)
    {
        float max = 0;
        for (int i = 0; i < info.Outputs.Count; i++)
        {
            max = Math.Max(max, MaxAbsoluteDifference(ours[..info.Outputs[i].Length], session.Output(i)));
            ours = ours[info.Outputs[i].Length..];
        }

        return max;
    }

    private static float MaxAbsoluteDifference(ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs)
    {
        float max = 0;
        for (int i = 0; i < ours.Length; i++) max = Math.Max(max, Math.Abs(ours[i] - theirs[i])); // NaN if either is, as Math.Max keeps it
        return max;
    }
}
