namespace EdgeNet.Benchmarks.Networks.Layers;

/// <summary>AlexNet's overlapping pooling.</summary>
[Network(96, 55, 55)]
[MaxPool2D(3, Stride = 2)]
public sealed partial class MaxPooling;
