namespace EdgeNet.Models;

/// <summary>A 1-D network: 128 samples of 9 sensor channels → the probabilities of 6 activities.</summary>
/// <remarks>
/// After the fully convolutional network of Z. Wang, W. Yan, T. Oates, "Time series classification from scratch with deep neural networks",
/// IJCNN 2017, with poolings between its three blocks; the shapes are those of the UCI data set "Human activity recognition using
/// smartphones". Without trained weights in the assembly: load them from a file.
/// </remarks>
[Network(9, 128)]
[Conv1D(32, 7, Padding = 3, Name = "conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn1")]
[MaxPool1D(2)]
[Conv1D(64, 5, Padding = 2, Name = "conv2")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn2")]
[MaxPool1D(2)]
[Conv1D(128, 3, Padding = 1, Name = "conv3")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn3")]
[GlobalAvgPool]
[Flatten]
[Dense(6, Name = "output")]
[Softmax]
public sealed partial class TimeSeriesCnn;
