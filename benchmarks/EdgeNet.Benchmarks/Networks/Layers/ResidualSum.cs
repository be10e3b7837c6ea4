namespace EdgeNet.Benchmarks.Networks.Layers;

/// <summary>The sum at the end of a residual block, with its activation.</summary>
[Network(64, 56, 56)]
[Input("shortcut", 64, 56, 56)]
[Add("shortcut", Activation = Activation.ReLU)]
public sealed partial class ResidualSum;
