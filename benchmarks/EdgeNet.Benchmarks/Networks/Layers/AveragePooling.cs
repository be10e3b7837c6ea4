namespace EdgeNet.Benchmarks.Networks.Layers;

/// <summary>An average of each channel.</summary>
[Network(512, 7, 7)]
[GlobalAvgPool]
public sealed partial class AveragePooling;
