namespace EdgeNet.Benchmarks.Networks.Layers;

/// <summary>A 3×3 convolution of ResNet-18's first stage.</summary>
[Network(64, 56, 56)]
[Conv2D(64, 3, Padding = 1, Activation = Activation.ReLU, Name = "conv")]
public sealed partial class Convolution3x3;
