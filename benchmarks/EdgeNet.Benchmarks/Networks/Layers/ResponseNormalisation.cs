namespace EdgeNet.Benchmarks.Networks.Layers;

/// <summary>AlexNet's response normalisation.</summary>
[Network(96, 55, 55)]
[LocalResponseNorm(5)]
public sealed partial class ResponseNormalisation;
