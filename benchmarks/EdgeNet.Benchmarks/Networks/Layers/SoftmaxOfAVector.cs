namespace EdgeNet.Benchmarks.Networks.Layers;

/// <summary>A softmax over ImageNet's classes.</summary>
[Network(1000)]
[Softmax]
public sealed partial class SoftmaxOfAVector;
