namespace EdgeNet.Models;

/// <summary>A 3-D network: the shape of an adrenal gland in 32×32×32 cells → the probabilities of normal (0) and of hyperplasia (1).</summary>
/// <remarks>
/// 3×3×3 convolutions with batch normalization after D. Tran et al., "Learning spatiotemporal features with 3D convolutional networks", ICCV
/// 2015. The data are AdrenalMNIST3D of J. Yang et al., "MedMNIST v2", Scientific Data 10, 2023. It shows what a network for volumes does; it is
/// no medical device.
/// </remarks>
[Network(1, 32, 32, 32)]
[Conv3D(16, 3, Stride = 2, Padding = 1, Name = "conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn1")]
[Conv3D(32, 3, Padding = 1, Name = "conv2")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn2")]
[MaxPool3D(2)]
[Conv3D(48, 3, Padding = 1, Name = "conv3")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn3")]
[MaxPool3D(2)]
[Conv3D(64, 3, Padding = 1, Name = "conv4")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn4")]
[GlobalAvgPool]
[Flatten]
[Dropout(0.4f)]
[Dense(2, Name = "output")]
[Softmax]
public sealed partial class AdrenalCnn;
