namespace EdgeNet.Benchmarks.Networks.Layers;

/// <summary>A 1-D convolution.</summary>
[Network(32, 128)]
[Conv1D(64, 5, Padding = 2, Activation = Activation.ReLU, Name = "conv")]
public sealed partial class SeriesConvolution;
