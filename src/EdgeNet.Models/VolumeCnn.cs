namespace EdgeNet.Models;

/// <summary>A 3-D network, VoxNet: a volume of 32×32×32 occupied or empty cells → the probabilities of 10 kinds of object.</summary>
/// <remarks>
/// D. Maturana, S. Scherer, "VoxNet: a 3D convolutional neural network for real-time object recognition", IROS 2015, with the classes of
/// ModelNet10. Without trained weights in the assembly: load them from a file.
/// </remarks>
[Network(1, 32, 32, 32)]
[Conv3D(32, 5, Stride = 2, Activation = Activation.LeakyReLU, Alpha = 0.1f, Name = "conv1")]
[Dropout(0.2f)]
[Conv3D(32, 3, Activation = Activation.LeakyReLU, Alpha = 0.1f, Name = "conv2")]
[MaxPool3D(2)]
[Dropout(0.3f)]
[Flatten]
[Dense(128, Activation = Activation.ReLU, Name = "fc1")]
[Dropout(0.4f)]
[Dense(10, Name = "output")]
[Softmax]
public sealed partial class VolumeCnn;
