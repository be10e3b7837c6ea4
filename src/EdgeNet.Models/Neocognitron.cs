namespace EdgeNet.Models;

/// <summary>A neocognitron: a 28×28 picture of a handwritten digit, ink 1 and paper 0, → how strongly it excites the cells of 0 to 9.</summary>
/// <remarks>
/// K. Fukushima, "Neocognitron: a self-organizing neural network model for a mechanism of pattern recognition unaffected by shift in
/// position", Biological Cybernetics 36, 1980. An S cell answers to its feature, r·max(0, (1 + Σ a·u) / (1 + r/(1 + r)·b·v) − 1), in which
/// v = √(Σ c·u²) inhibits it; a C cell blurs the answers of S cells of one plane. S1 has 16 planes, S2 64, S3 40 of each class, of which the
/// largest answer counts. The cells are written with the layers of today: a convolution gives the excitation 1 + Σ a·u, another one
/// v, one of a single tap 1 + r/(1 + r)·b·v. Nothing is learnt by back-propagation: `edgenet train Neocognitron --add-if-silent N` makes
/// seed cells, stage after stage. Without trained weights in the assembly.
/// </remarks>
[Network(1, 28, 28)]
[Activation(Activation.Square, Name = "s1_square")]
[Conv2D(1, 5, Padding = 2, Bias = false, Activation = Activation.ReLU, Name = "s1_inhibitory")]
[Activation(Activation.Sqrt, Name = "s1_root")]
[Conv2D(16, 1, Name = "s1_shunting")]
[Conv2D(16, 5, Padding = 2, From = "input", Name = "s1_excitatory")]
[Div("s1_excitatory", "s1_shunting", Name = "s1_ratio")]
[Sub(Value = 1, Activation = Activation.ReLU, Name = "s1_excess")]
[Mul(Value = 4, Name = "s1")]
[DepthwiseConv2D(5, Stride = 2, Padding = 2, Bias = false, Activation = Activation.Softsign, Name = "c1")]

[Activation(Activation.Square, Name = "s2_square")]
[Conv2D(1, 5, Bias = false, Activation = Activation.ReLU, Name = "s2_inhibitory")]
[Activation(Activation.Sqrt, Name = "s2_root")]
[Conv2D(64, 1, Name = "s2_shunting")]
[Conv2D(64, 5, From = "c1", Name = "s2_excitatory")]
[Div("s2_excitatory", "s2_shunting", Name = "s2_ratio")]
[Sub(Value = 1, Activation = Activation.ReLU, Name = "s2_excess")]
[Mul(Value = 1.5f, Name = "s2")]
[DepthwiseConv2D(3, Stride = 2, Padding = 1, Bias = false, Activation = Activation.Softsign, Name = "c2")]

[Activation(Activation.Square, Name = "s3_square")]
[Conv2D(1, 5, Bias = false, Activation = Activation.ReLU, Name = "s3_inhibitory")]
[Activation(Activation.Sqrt, Name = "s3_root")]
[Conv2D(400, 1, Name = "s3_shunting")]
[Conv2D(400, 5, From = "c2", Name = "s3_excitatory")]
[Div("s3_excitatory", "s3_shunting", Name = "s3_ratio")]
[Sub(Value = 1, Activation = Activation.ReLU, Name = "s3_excess")]
[Mul(Value = 0.25f, Name = "s3")]
[Reshape(10, 40)]
[ReduceMax(1, KeepDims = false, Name = "c3")]
public sealed partial class Neocognitron;
