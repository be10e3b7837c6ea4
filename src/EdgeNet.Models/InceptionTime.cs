namespace EdgeNet.Models;

/// <summary>A 1-D network for series of any kind: 150 values of one channel → the probabilities of 2 classes.</summary>
/// <remarks>
/// One residual block of H. Ismail Fawaz et al., "InceptionTime: finding AlexNet for time series classification", Data Mining and Knowledge
/// Discovery 34, 2020: three modules of convolutions of 39, 19 and 9 taps, side by side behind a bottleneck, and a max pooling; half as many
/// filters, without the ensemble of five networks. The first module has no bottleneck, for most series have one channel. `edgenet train` fits it
/// to the length, the channels and the classes of its data; the shapes here are those of GunPoint. Without trained weights in the assembly.
/// </remarks>
[Network(1, 150)]
[Conv1D(16, 39, Padding = 19, Bias = false, Name = "module1_conv39")]
[Conv1D(16, 19, Padding = 9, Bias = false, From = "input", Name = "module1_conv19")]
[Conv1D(16, 9, Padding = 4, Bias = false, From = "input", Name = "module1_conv9")]
[MaxPool1D(3, Stride = 1, Padding = 1, From = "input", Name = "module1_pool")]
[Conv1D(16, 1, Bias = false, Name = "module1_pooled")]
[Concat("module1_conv39", "module1_conv19", "module1_conv9", "module1_pooled", Name = "module1_joined")]
[BatchNorm(Activation = Activation.ReLU, Name = "module1")]

[Conv1D(16, 1, Bias = false, Name = "module2_bottleneck")]
[Conv1D(16, 39, Padding = 19, Bias = false, Name = "module2_conv39")]
[Conv1D(16, 19, Padding = 9, Bias = false, From = "module2_bottleneck", Name = "module2_conv19")]
[Conv1D(16, 9, Padding = 4, Bias = false, From = "module2_bottleneck", Name = "module2_conv9")]
[MaxPool1D(3, Stride = 1, Padding = 1, From = "module1", Name = "module2_pool")]
[Conv1D(16, 1, Bias = false, Name = "module2_pooled")]
[Concat("module2_conv39", "module2_conv19", "module2_conv9", "module2_pooled", Name = "module2_joined")]
[BatchNorm(Activation = Activation.ReLU, Name = "module2")]

[Conv1D(16, 1, Bias = false, Name = "module3_bottleneck")]
[Conv1D(16, 39, Padding = 19, Bias = false, Name = "module3_conv39")]
[Conv1D(16, 19, Padding = 9, Bias = false, From = "module3_bottleneck", Name = "module3_conv19")]
[Conv1D(16, 9, Padding = 4, Bias = false, From = "module3_bottleneck", Name = "module3_conv9")]
[MaxPool1D(3, Stride = 1, Padding = 1, From = "module2", Name = "module3_pool")]
[Conv1D(16, 1, Bias = false, Name = "module3_pooled")]
[Concat("module3_conv39", "module3_conv19", "module3_conv9", "module3_pooled", Name = "module3_joined")]
[BatchNorm(Name = "module3")]

[Conv1D(64, 1, Bias = false, From = "input", Name = "shortcut_conv")]
[BatchNorm(Name = "shortcut")]
[Add("module3", Activation = Activation.ReLU, Name = "sum")]
[GlobalAvgPool]
[Flatten]
[Dense(2, Name = "output")]
[Softmax]
public sealed partial class InceptionTime;
