namespace EdgeNet.Training.Tests;

/// <summary>A small ResNet: convolutions without bias, batch norms, sums, global pooling. Learns synthetic digits in a few seconds.</summary>
[Network(1, 20, 20)]
[Conv2D(8, 3, Stride = 2, Padding = 1, Bias = false, Name = "stem")]
[BatchNorm(Name = "stembn", Activation = Activation.ReLU)]
[Conv2D(8, 3, Padding = 1, Bias = false, Name = "a1")]
[BatchNorm(Name = "a1bn", Activation = Activation.ReLU)]
[Conv2D(8, 3, Padding = 1, Bias = false, Name = "b1")]
[BatchNorm(Name = "b1bn")]
[Add("stembn", Activation = Activation.ReLU, Name = "trunk")]
[Conv2D(16, 3, Stride = 2, Padding = 1, Bias = false, Name = "a2")]
[BatchNorm(Name = "a2bn", Activation = Activation.ReLU)]
[Conv2D(16, 3, Padding = 1, Bias = false, Name = "b2")]
[BatchNorm(Name = "b2bn")]
[Conv2D(16, 1, Stride = 2, Bias = false, From = "trunk", Name = "project")]
[BatchNorm(Name = "projectbn")]
[Add("b2bn", Activation = Activation.ReLU)]
[GlobalAvgPool]
[Flatten]
[Dense(10, Name = "output")]
[Softmax]
public sealed partial class ResidualNetwork;
