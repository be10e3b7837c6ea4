namespace EdgeNet.Models;

/// <summary>A handwritten digit in MNIST's own form (28×28, ink 1 and paper 0) → the probabilities of 0 to 9, by 59,618 parameters.</summary>
/// <remarks>
/// Pairs of 3×3 convolutions after K. Simonyan, A. Zisserman, "Very deep convolutional networks for large-scale image recognition", ICLR 2015,
/// with batch normalization, which the compiler folds into them. Two convolutions without padding take 7×7 to 3×3 at the end.
/// </remarks>
[Network(1, 28, 28)]
[Conv2D(16, 3, Padding = 1, Name = "conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn1")]
[Conv2D(24, 3, Padding = 1, Name = "conv2")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn2")]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = 1, Name = "conv3")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn3")]
[Conv2D(32, 3, Padding = 1, Name = "conv4")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn4")]
[MaxPool2D(2)]
[Conv2D(48, 3, Name = "conv5")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn5")]
[Conv2D(48, 3, Name = "conv6")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn6")]
[Flatten]
[Dropout(0.3f)]
[Dense(10, Name = "output")]
[Softmax]
public sealed partial class DigitNet;
