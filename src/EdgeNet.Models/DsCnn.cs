namespace EdgeNet.Models;

/// <summary>DS-CNN: 49 frames of 10 cepstral coefficients, a second of speech → the probabilities of 12 keywords.</summary>
/// <remarks>
/// The keyword spotting network of MLPerf Tiny (C. Banbury et al., "MLPerf Tiny benchmark", NeurIPS 2021) after Y. Zhang et al., "Hello edge:
/// keyword spotting on microcontrollers", 2017: depthwise separable convolutions. The weights are those of
/// MLPerf Tiny, trained on; their input is prepared as they say (mean 83, deviation 1.71 of 8-bit features).
/// </remarks>
[Network(1, 49, 10)]
[Conv2D(64, 10, 4, Stride = 2, AutoPad = AutoPad.SameUpper, Name = "conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn1")]
[Dropout(0.2f)]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise1")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise1_bn")]
[Conv2D(64, 1, Name = "pointwise1")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise1_bn")]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise2")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise2_bn")]
[Conv2D(64, 1, Name = "pointwise2")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise2_bn")]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise3")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise3_bn")]
[Conv2D(64, 1, Name = "pointwise3")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise3_bn")]

[DepthwiseConv2D(3, AutoPad = AutoPad.SameUpper, Name = "depthwise4")]
[BatchNorm(Activation = Activation.ReLU, Name = "depthwise4_bn")]
[Conv2D(64, 1, Name = "pointwise4")]
[BatchNorm(Activation = Activation.ReLU, Name = "pointwise4_bn")]

[Dropout(0.4f)]
[GlobalAvgPool]
[Flatten]
[Dense(12, Name = "output")]
[Softmax]
public sealed partial class DsCnn;
