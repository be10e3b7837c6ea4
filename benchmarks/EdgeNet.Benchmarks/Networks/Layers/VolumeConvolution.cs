namespace EdgeNet.Benchmarks.Networks.Layers;

/// <summary>A 3-D convolution.</summary>
[Network(32, 14, 14, 14)]
[Conv3D(32, 3, Activation = Activation.ReLU, Name = "conv")]
public sealed partial class VolumeConvolution;
