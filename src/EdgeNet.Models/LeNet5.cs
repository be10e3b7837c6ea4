namespace EdgeNet.Models;

/// <summary>LeNet-5 (LeCun et al. 1998): a 32×32 picture of a handwritten digit, ink 1 and paper 0, → the probabilities of 0 to 9.</summary>
[Network(1, 32, 32)]
[Conv2D(6, 5, Activation = Activation.Tanh, Name = "c1")]
[MaxPool2D(2)]
[Conv2D(16, 5, Activation = Activation.Tanh, Name = "c3")]
[MaxPool2D(2)]
[Flatten]
[Dense(120, Activation = Activation.Tanh, Name = "c5")]
[Dense(60, Activation = Activation.Tanh, Name = "f6")]
[Dense(10, Name = "output")]
[Softmax]
public sealed partial class LeNet5;
