using BenchmarkDotNet.Attributes;
using EdgeNet.Compiler;
using EdgeNet.Description;
using EdgeNet.Models;

namespace EdgeNet.Benchmarks.Compilation;

/// <summary>From a description to C# text for three vector widths: what the generator does after each edit of a network's attributes.</summary>
[MemoryDiagnoser]
public class CompilerBenchmark
{
    /// <summary>The networks.</summary>
    public static IEnumerable<NetworkDescription> Descriptions =>
        [LeNet5.Description, MobileNetV1.Description, ResNet18.Description, ResNet50.Description, AlexNet.Description];

    /// <summary>The network.</summary>
    [ParamsSource(nameof(Descriptions))]
    public NetworkDescription Network { get; set; } = LeNet5.Description;

    /// <summary>Compiles it.</summary>
    [Benchmark]
    public string? Compile() => NetworkCompiler.Compile(Network, new TargetClass("Benchmarks", default, Network.Name)).Source;
}
