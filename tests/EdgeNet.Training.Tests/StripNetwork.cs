namespace EdgeNet.Training.Tests;

/// <summary>The least network that reads a strip as a sequence.</summary>
[Network(1, 32, 256)]
[AvgPool2D(8, 4)]
[Conv2D(8, 4, 3, Pads = [0, 1, 0, 1], Activation = Activation.ReLU, Name = "hidden")]
[Conv2D(15, 1, Name = "output")]
public sealed partial class StripNetwork;
