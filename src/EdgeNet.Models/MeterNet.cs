namespace EdgeNet.Models;

/// <summary>
/// A wheel of a meter (20×32 pixels, red, green and blue in [0, 1]) → the probabilities of its hundred positions 0.0, 0.1 … 9.9.
/// </summary>
/// <remarks>
/// Pairs of 3×3 convolutions after K. Simonyan, A. Zisserman, "Very deep convolutional networks for large-scale image recognition", ICLR 2015,
/// with batch normalization. What is told apart is where a digit stands, so the last values keep their places: no global pooling.
/// </remarks>
[Network(3, 32, 20)]
[Conv2D(24, 3, Padding = 1, Name = "conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn1")]
[Conv2D(32, 3, Padding = 1, Name = "conv2")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn2")]
[MaxPool2D(2)]
[Conv2D(48, 3, Padding = 1, Name = "conv3")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn3")]
[Conv2D(48, 3, Padding = 1, Name = "conv4")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn4")]
[MaxPool2D(2)]
[Conv2D(64, 3, Padding = 1, Name = "conv5")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn5")]
[Conv2D(64, 3, Padding = 1, Name = "conv6")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn6")]
[MaxPool2D(2)]
[Flatten]
[Dropout(0.4f)]
[Dense(100, Name = "output")]
[Softmax]
public sealed partial class MeterNet;
