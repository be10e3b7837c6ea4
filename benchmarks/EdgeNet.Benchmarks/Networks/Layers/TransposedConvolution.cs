namespace EdgeNet.Benchmarks.Networks.Layers;

/// <summary>A transposed convolution that doubles a picture.</summary>
[Network(32, 16, 16)]
[ConvTranspose2D(16, 4, Stride = 2, Padding = 1, Name = "conv")]
public sealed partial class TransposedConvolution;
