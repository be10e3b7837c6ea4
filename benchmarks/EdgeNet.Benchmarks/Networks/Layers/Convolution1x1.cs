namespace EdgeNet.Benchmarks.Networks.Layers;

/// <summary>A pointwise convolution of MobileNetV1 0.25.</summary>
[Network(128, 6, 6)]
[Conv2D(128, 1, Activation = Activation.ReLU, Name = "conv")]
public sealed partial class Convolution1x1;
