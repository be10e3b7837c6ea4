using BenchmarkDotNet.Attributes;
using EdgeNet.Benchmarks.Networks;
using EdgeNet.Models;

namespace EdgeNet.Benchmarks.Inference;

/// <summary>One inference of LeNet-5 at each vector width, on one thread.</summary>
[Config(typeof(VectorWidthConfig))]
public class LeNet5Inference
{
    private LeNet5ReLU _relu = null!;
    private LeNet5 _tanh = null!;
    private float[] _input = [];
    private float[] _output = [];

    /// <summary>Makes the networks.</summary>
    [GlobalSetup]
    public void Setup()
    {
        VectorWidth.Verify();
        _relu = RandomSample.Network<LeNet5ReLU>();
        _tanh = RandomSample.Network<LeNet5>();
        _input = RandomSample.Input(_relu.Info);
        _output = GC.AllocateArray<float>(_relu.Info.OutputLength, pinned: true);
    }

    /// <summary>Frees them.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _relu.Dispose();
        _tanh.Dispose();
    }

    /// <summary>With ReLU.</summary>
    [Benchmark]
    public void ReLU() => _relu.Infer(_input, _output);

    /// <summary>With tanh, as EdgeNet.Models has it.</summary>
    [Benchmark]
    public void Tanh() => _tanh.Infer(_input, _output);
}
