namespace EdgeNet.Models;

/// <summary>MobileNetV1 with a quarter of its channels: a 96×96 picture in red, green and blue → the probabilities of no person and a person.</summary>
/// <remarks>
/// The visual wake words network of MLPerf Tiny (C. Banbury et al., "MLPerf Tiny benchmark", NeurIPS 2021) after A. Howard et al.,
/// "MobileNets: efficient convolutional neural networks for mobile vision applications", 2017, at a width multiplier of 0.25. Without trained
/// weights in the assembly: load them from a file.
/// </remarks>
[Network(3, 96, 96)]
[Conv2D(8, 3, Stride = 2, AutoPad = AutoPad.SameUpper, Name = "conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn1")]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise1")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise1_bn")]
[Conv2D(16, 1, Name = "pointwise1")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise1_bn")]

[DepthwiseConv2D(3, Stride = 2, AutoPad = AutoPad.SameUpper, Name = "depthwise2")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise2_bn")]
[Conv2D(32, 1, Name = "pointwise2")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise2_bn")]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise3")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise3_bn")]
[Conv2D(32, 1, Name = "pointwise3")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise3_bn")]

[DepthwiseConv2D(3, Stride = 2, AutoPad = AutoPad.SameUpper, Name = "depthwise4")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise4_bn")]
[Conv2D(64, 1, Name = "pointwise4")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise4_bn")]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise5")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise5_bn")]
[Conv2D(64, 1, Name = "pointwise5")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise5_bn")]

[DepthwiseConv2D(3, Stride = 2, AutoPad = AutoPad.SameUpper, Name = "depthwise6")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise6_bn")]
[Conv2D(128, 1, Name = "pointwise6")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise6_bn")]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise7")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise7_bn")]
[Conv2D(128, 1, Name = "pointwise7")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise7_bn")]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise8")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise8_bn")]
[Conv2D(128, 1, Name = "pointwise8")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise8_bn")]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise9")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise9_bn")]
[Conv2D(128, 1, Name = "pointwise9")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise9_bn")]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise10")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise10_bn")]
[Conv2D(128, 1, Name = "pointwise10")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise10_bn")]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise11")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise11_bn")]
[Conv2D(128, 1, Name = "pointwise11")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise11_bn")]

[DepthwiseConv2D(3, Stride = 2, AutoPad = AutoPad.SameUpper, Name = "depthwise12")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise12_bn")]
[Conv2D(256, 1, Name = "pointwise12")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise12_bn")]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise13")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise13_bn")]
[Conv2D(256, 1, Name = "pointwise13")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise13_bn")]

[GlobalAvgPool]
[Flatten]
[Dense(2, Name = "output")]
[Softmax]
public sealed partial class MobileNetV1;
