namespace EdgeNet.Cli.Tests.Networks;

/// <summary>A network that the command was not built with, and that has no weights embedded.</summary>
[Network(1, 4, 4)]
[Conv2D(2, 3, Activation = Activation.ReLU, Name = "conv")]
[Flatten]
[Dense(3, Name = "out")]
public sealed partial class TinyNet;
