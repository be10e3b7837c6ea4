using BenchmarkDotNet.Attributes;
using EdgeNet.Benchmarks.Networks;
using EdgeNet.Models;

namespace EdgeNet.Benchmarks.Inference;

/// <summary>One inference of each model at each vector width, on one thread.</summary>
/// <typeparam name="T">The network.</typeparam>
[Config(typeof(VectorWidthConfig))]
[GenericTypeArguments(typeof(LeNet5ReLU))]
[GenericTypeArguments(typeof(LeNet5))]
[GenericTypeArguments(typeof(ResNet8))]
[GenericTypeArguments(typeof(DsCnn))]
[GenericTypeArguments(typeof(MobileNetV1))]
[GenericTypeArguments(typeof(TimeSeriesCnn))]
[GenericTypeArguments(typeof(VolumeCnn))]
[GenericTypeArguments(typeof(AlexNet))]
[GenericTypeArguments(typeof(ResNet18))]
[GenericTypeArguments(typeof(ResNet50))]
public class ModelInference<T> : InferenceBenchmark<T>
    where T : ICompiledNetwork<T>;
