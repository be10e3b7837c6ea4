using EdgeNet;

namespace Digits;

[Network(1, 28, 28)]
[Conv2D(8, 5, Activation = Activation.ReLU, Name = "c1")]
[MaxPool2D(2)]
[Conv2D(16, 5, Activation = Activation.ReLU, Name = "c2")]
[MaxPool2D(2)]
[Flatten]
[Dense(10, Name = "output")]
[Softmax]
public sealed partial class DigitNet;
