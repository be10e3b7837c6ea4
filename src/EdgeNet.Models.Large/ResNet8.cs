namespace EdgeNet.Models;

/// <summary>ResNet-8: a 32×32 picture in red, green and blue → the probabilities of the 10 classes of CIFAR-10.</summary>
/// <remarks>
/// The image classification network of MLPerf Tiny (C. Banbury et al., "MLPerf Tiny benchmark", NeurIPS 2021): ResNet for CIFAR-10 (He et al.
/// 2016) with three blocks of 16, 32 and 64 channels. Without trained weights in the assembly: load them from a file.
/// </remarks>
[Network(3, 32, 32)]
[Conv2D(16, 3, AutoPad = AutoPad.SameUpper, Name = "conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn1")]

[Conv2D(16, 3, AutoPad = AutoPad.SameUpper, Name = "stack1_conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "stack1_bn1")]
[Conv2D(16, 3, AutoPad = AutoPad.SameUpper, Name = "stack1_conv2")]
[BatchNorm(Name = "stack1_bn2")]
[Add("bn1", Activation = Activation.ReLU, Name = "stack1")]

[Conv2D(32, 3, Stride = 2, AutoPad = AutoPad.SameUpper, Name = "stack2_conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "stack2_bn1")]
[Conv2D(32, 3, AutoPad = AutoPad.SameUpper, Name = "stack2_conv2")]
[BatchNorm(Name = "stack2_bn2")]
[Conv2D(32, 1, Stride = 2, From = "stack1", Name = "stack2_shortcut")]
[Add("stack2_bn2", Activation = Activation.ReLU, Name = "stack2")]

[Conv2D(64, 3, Stride = 2, AutoPad = AutoPad.SameUpper, Name = "stack3_conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "stack3_bn1")]
[Conv2D(64, 3, AutoPad = AutoPad.SameUpper, Name = "stack3_conv2")]
[BatchNorm(Name = "stack3_bn2")]
[Conv2D(64, 1, Stride = 2, From = "stack2", Name = "stack3_shortcut")]
[Add("stack3_bn2", Activation = Activation.ReLU, Name = "stack3")]

[GlobalAvgPool]
[Flatten]
[Dense(10, Name = "output")]
[Softmax]
public sealed partial class ResNet8;
