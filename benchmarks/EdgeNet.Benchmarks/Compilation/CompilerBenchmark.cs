using BenchmarkDotNet.Attributes;
using EdgeNet.Compiler;
using EdgeNet.Description;
using EdgeNet.Models;

namespace EdgeNet.Benchmarks.Compilation;

/// <summary>From a description to C# text for three vector widths: what the generator does after each edit of a network's attributes.</summary>
[Config(typeof(SuiteConfig))]
public class CompilerBenchmark
{
    private static readonly Dictionary<string, NetworkDescription> Descriptions =
        new[] { LeNet5.Description, MobileNetV1.Description, ResNet18.Description, ResNet50.Description, AlexNet.Description }.ToDictionary(d => d.Name);

    /// <summary>The networks' names.</summary>
    public static IEnumerable<string> Names => Descriptions.Keys;

    /// <summary>The network.</summary>
    [ParamsSource(nameof(Names))]
    public string Network { get; set; } = "";

    /// <summary>Compiles it.</summary>
    [Benchmark]
    public string? Compile() => NetworkCompiler.Compile(Descriptions[Network], new TargetClass("Benchmarks", default, Network)).Source;
}
