namespace EdgeNet.Models;

/// <summary>
/// A digit as a reader cuts it from a page, in MNIST's form (32×32, ink 1 and paper 0) → the probabilities of 0 to 9 and, last, of
/// something that is no digit.
/// </summary>
/// <remarks>
/// Plain 3×3 convolutions after K. Simonyan, A. Zisserman, "Very deep convolutional networks for large-scale image recognition", ICLR 2015,
/// with batch normalisation, which the compiler folds into them.
/// </remarks>
[Network(1, 32, 32)]
[Conv2D(24, 3, Padding = 1, Name = "conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn1")]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = 1, Name = "conv2")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn2")]
[Conv2D(32, 3, Padding = 1, Name = "conv3")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn3")]
[MaxPool2D(2)]
[Conv2D(64, 3, Padding = 1, Name = "conv4")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn4")]
[Conv2D(64, 3, Padding = 1, Name = "conv5")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn5")]
[MaxPool2D(2)]
[Conv2D(128, 3, Name = "conv6")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn6")]
[Flatten]
[Dropout(0.3f)]
[Dense(11, Name = "output")]
[Softmax]
public sealed partial class DigitCnn;
