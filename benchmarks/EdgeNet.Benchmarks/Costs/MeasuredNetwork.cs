using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using EdgeNet.Benchmarks.Networks;
using EdgeNet.Compiler;
using EdgeNet.Description;
using EdgeNet.Onnx.Conformance;

namespace EdgeNet.Benchmarks.Costs;

/// <summary>A network that is run for a while at a time.</summary>
internal sealed class MeasuredNetwork : IDisposable
{
    private readonly CompiledNetwork _network;
    private readonly InferFunction _infer;
    private readonly Memory<float> _input, _weights, _workspace, _output;

    /// <summary>Compiles a network.</summary>
    /// <param name="description">The network.</param>
    /// <param name="options">What else decides than the estimates.</param>
    public MeasuredNetwork(NetworkDescription description, CompilerOptions options)
    {
        _network = CompiledNetwork.Compile(description, options);
        var info = (NetworkInfo)_network.Type.GetProperty("NetworkInfo")!.GetValue(null)!;
        _infer = _network.Type.GetMethod("Infer", BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<InferFunction>();
        (_input, _weights, _workspace, _output) = (RandomSample.Input(info), Aligned(info.WeightsLength), Aligned(info.WorkspaceLength), Aligned(info.OutputLength));
        _network.Type.GetMethod("Pack")!.CreateDelegate<PackFunction>()(new RandomParameters(info, RandomSample.Seed), _weights.Span);
    }

    /// <summary>The fastest call so far, in microseconds.</summary>
    public double Fastest { get; private set; } = double.MaxValue;

    /// <summary>Runs it for a while.</summary>
    public void Round(TimeSpan time)
    {
        long begun = Stopwatch.GetTimestamp();
        do
        {
            long start = Stopwatch.GetTimestamp();
            _infer(_input.Span, _weights.Span, _workspace.Span, _output.Span);
            Fastest = Math.Min(Fastest, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
        while (Stopwatch.GetElapsedTime(begun) < time);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    /// <summary>Memory that starts at a cache line, as networks hold theirs: vectors across two lines cost a few per cent.</summary>
    private static unsafe Memory<float> Aligned(int length)
    {
        const int Line = 64;
        float[] array = GC.AllocateArray<float>(length + Line / sizeof(float), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref array[0]);
        return array.AsMemory((int)((Line - address % Line) % Line / sizeof(float)), length);
    }
}
