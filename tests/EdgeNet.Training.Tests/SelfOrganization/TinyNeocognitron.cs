namespace EdgeNet.Training.Tests.SelfOrganization;

/// <summary>A neocognitron of few planes, of the same layers as that of EdgeNet.Models.</summary>
[Network(1, 28, 28)]
[Activation(Activation.Square, Name = "s1_square")]
[Conv2D(1, 5, Padding = 2, Bias = false, Activation = Activation.ReLU, Name = "s1_inhibitory")]
[Activation(Activation.Sqrt, Name = "s1_root")]
[Conv2D(8, 1, Name = "s1_shunting")]
[Conv2D(8, 5, Padding = 2, From = "input", Name = "s1_excitatory")]
[Div("s1_excitatory", "s1_shunting", Name = "s1_ratio")]
[Sub(Value = 1, Activation = Activation.ReLU, Name = "s1_excess")]
[Mul(Value = 4, Name = "s1")]
[DepthwiseConv2D(5, Stride = 4, Padding = 2, Bias = false, Activation = Activation.Softsign, Name = "c1")]
[Activation(Activation.Square, Name = "s2_square")]
[Conv2D(1, 7, Bias = false, Activation = Activation.ReLU, Name = "s2_inhibitory")]
[Activation(Activation.Sqrt, Name = "s2_root")]
[Conv2D(200, 1, Name = "s2_shunting")]
[Conv2D(200, 7, From = "c1", Name = "s2_excitatory")]
[Div("s2_excitatory", "s2_shunting", Name = "s2_ratio")]
[Sub(Value = 1, Activation = Activation.ReLU, Name = "s2_excess")]
[Mul(Value = 0.25f, Name = "s2")]
[Reshape(10, 20)]
[ReduceMax(1, KeepDims = false, Name = "c2")]
public sealed partial class TinyNeocognitron;
