using BenchmarkDotNet.Attributes;
using EdgeNet.Models;

namespace EdgeNet.Benchmarks.Loading;

/// <summary>From a safetensors file to a network ready to run: checking, packing, folding.</summary>
/// <typeparam name="T">The network.</typeparam>
[Config(typeof(SuiteConfig))]
[GenericTypeArguments(typeof(LeNet5))]
[GenericTypeArguments(typeof(MobileNetV1))]
[GenericTypeArguments(typeof(ResNet18))]
[GenericTypeArguments(typeof(AlexNet))]
public class PackBenchmark<T>
    where T : ICompiledNetwork<T>
{
    private const int Seed = 1;

    private string _path = "";

    /// <summary>Writes the file.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _path = Path.Combine(Path.GetTempPath(), $"edgenet-benchmark-{Environment.ProcessId}.safetensors");
        SafetensorsWriter.Write(_path, T.NetworkInfo, new RandomParameters(T.NetworkInfo, Seed));
    }

    /// <summary>Deletes it.</summary>
    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    /// <summary>Loads it.</summary>
    [Benchmark]
    public void Load() => T.Load(_path).Dispose();
}
