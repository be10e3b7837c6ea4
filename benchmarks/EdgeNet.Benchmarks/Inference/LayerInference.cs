using BenchmarkDotNet.Attributes;
using EdgeNet.Benchmarks.Networks.Layers;

namespace EdgeNet.Benchmarks.Inference;

/// <summary>One layer of each kind at each vector width, in a network of its own: what it takes includes bringing its input into its layout.</summary>
/// <typeparam name="T">The network.</typeparam>
[Config(typeof(VectorWidthConfig))]
[GenericTypeArguments(typeof(Convolution3x3))]
[GenericTypeArguments(typeof(Convolution1x1))]
[GenericTypeArguments(typeof(DepthwiseConvolution))]
[GenericTypeArguments(typeof(SeriesConvolution))]
[GenericTypeArguments(typeof(VolumeConvolution))]
[GenericTypeArguments(typeof(TransposedConvolution))]
[GenericTypeArguments(typeof(FullyConnected))]
[GenericTypeArguments(typeof(MaxPooling))]
[GenericTypeArguments(typeof(AveragePooling))]
[GenericTypeArguments(typeof(ResponseNormalisation))]
[GenericTypeArguments(typeof(ResidualSum))]
[GenericTypeArguments(typeof(SoftmaxOfAVector))]
public class LayerInference<T> : InferenceBenchmark<T>
    where T : ICompiledNetwork<T>;
