namespace EdgeNet.Benchmarks.Networks;

/// <summary>
/// LeNet-5 as today's frameworks write it, with ReLU and max pooling: the form that most published figures are of. Never trained; speed
/// does not depend on the weights.
/// </summary>
[Network(1, 32, 32)]
[Conv2D(6, 5, Activation = Activation.ReLU, Name = "c1")]
[MaxPool2D(2, Name = "s2")]
[Conv2D(16, 5, Activation = Activation.ReLU, Name = "c3")]
[MaxPool2D(2, Name = "s4")]
[Flatten]
[Dense(120, Activation = Activation.ReLU, Name = "c5")]
[Dense(60, Activation = Activation.ReLU, Name = "f6")]
[Dense(10, Name = "output")]
[Softmax]
public sealed partial class LeNet5ReLU;
