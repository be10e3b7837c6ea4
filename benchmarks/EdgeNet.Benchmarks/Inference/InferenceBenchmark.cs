using BenchmarkDotNet.Attributes;
using EdgeNet.Benchmarks.Networks;

namespace EdgeNet.Benchmarks.Inference;

/// <summary>One inference of a network with random weights.</summary>
/// <typeparam name="T">The network.</typeparam>
public abstract class InferenceBenchmark<T>
    where T : ICompiledNetwork<T>
{
    private T _network = default!;
    private float[] _input = [];
    private float[] _output = [];

    /// <summary>Makes the network.</summary>
    [GlobalSetup]
    public void Setup()
    {
        VectorWidth.Verify();
        _network = RandomSample.Network<T>();
        _input = RandomSample.Input(T.NetworkInfo);
        _output = GC.AllocateArray<float>(T.NetworkInfo.OutputLength, pinned: true);
    }

    /// <summary>Frees it.</summary>
    [GlobalCleanup]
    public void Cleanup() => _network.Dispose();

    /// <summary>One inference.</summary>
    [Benchmark]
    public void Infer() => _network.Infer(_input, _output);
}
