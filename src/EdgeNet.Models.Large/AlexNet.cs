namespace EdgeNet.Models;

/// <summary>AlexNet: a 227×227 picture in red, green and blue → the probabilities of the 1,000 classes of ImageNet.</summary>
/// <remarks>
/// A. Krizhevsky, I. Sutskever, G. Hinton, "ImageNet classification with deep convolutional neural networks", NIPS 2012: five convolutions,
/// three of them in two groups (one for each of the two processors of 2012), response normalisation over neighbouring channels, poolings
/// that overlap, and dropout. The paper's alpha is a factor of the sum itself; divided by the window of 5 channels it is 5e-4. The paper's
/// picture of 224×224 is commonly read as 227×227, which is what its layer sizes need. Without trained weights in the assembly: load
/// them from a file.
/// </remarks>
[Network(3, 227, 227)]
[Conv2D(96, 11, Stride = 4, Activation = Activation.ReLU, Name = "conv1")]
[LocalResponseNorm(5, Alpha = 5e-4f, K = 2)]
[MaxPool2D(3, Stride = 2)]
[Conv2D(256, 5, Padding = 2, Groups = 2, Activation = Activation.ReLU, Name = "conv2")]
[LocalResponseNorm(5, Alpha = 5e-4f, K = 2)]
[MaxPool2D(3, Stride = 2)]
[Conv2D(384, 3, Padding = 1, Activation = Activation.ReLU, Name = "conv3")]
[Conv2D(384, 3, Padding = 1, Groups = 2, Activation = Activation.ReLU, Name = "conv4")]
[Conv2D(256, 3, Padding = 1, Groups = 2, Activation = Activation.ReLU, Name = "conv5")]
[MaxPool2D(3, Stride = 2)]
[Flatten]
[Dropout]
[Dense(4096, Activation = Activation.ReLU, Name = "fc6")]
[Dropout]
[Dense(4096, Activation = Activation.ReLU, Name = "fc7")]
[Dense(1000, Name = "fc8")]
[Softmax]
public sealed partial class AlexNet;
