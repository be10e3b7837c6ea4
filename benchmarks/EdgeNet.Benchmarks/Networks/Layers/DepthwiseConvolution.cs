namespace EdgeNet.Benchmarks.Networks.Layers;

/// <summary>A depthwise convolution of MobileNetV1 0.25.</summary>
[Network(64, 24, 24)]
[DepthwiseConv2D(3, Padding = 1, Activation = Activation.ReLU, Name = "conv")]
public sealed partial class DepthwiseConvolution;
