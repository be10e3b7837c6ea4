namespace EdgeNet.Benchmarks.Networks.Layers;

/// <summary>A dense layer too large for the caches near the core.</summary>
[Network(4096)]
[Dense(1000, Name = "dense")]
public sealed partial class FullyConnected;
