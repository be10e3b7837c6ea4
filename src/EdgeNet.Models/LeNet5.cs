namespace EdgeNet.Models;

/// <summary>LeNet-5: a 32×32 picture of a handwritten digit, ink 1 and paper 0, → the probabilities of 0 to 9.</summary>
/// <remarks>
/// Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998.
/// C1 6×28×28, S2 6×14×14, C3 16×10×10, S4 16×5×5, C5 120, F6, output 10. As in most of its descendants, S2 and S4 take maxima, C3 sees
/// all of S2, and the output is a softmax instead of distances to drawn digits; F6 has 60 units instead of 84.
/// </remarks>
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
