namespace EdgeNet.Models;

/// <summary>ResNet-18: a 224×224 picture in red, green and blue → the probabilities of the 1,000 classes of ImageNet.</summary>
/// <remarks>
/// K. He, X. Zhang, S. Ren, J. Sun, "Deep residual learning for image recognition", CVPR 2016: eight blocks of two 3×3 convolutions, each
/// block added to what it began with. Layers and parameters are torchvision's resnet18, with underscores for its dots. Without trained
/// weights in the assembly: load them from a file.
/// </remarks>
[Network(3, 224, 224)]
[Conv2D(64, 7, Stride = 2, Padding = 3, Bias = false, Name = "conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn1")]
[MaxPool2D(3, Stride = 2, Padding = 1, Name = "pool1")]

[Conv2D(64, 3, Padding = 1, Bias = false, Name = "layer1_0_conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "layer1_0_bn1")]
[Conv2D(64, 3, Padding = 1, Bias = false, Name = "layer1_0_conv2")]
[BatchNorm(Name = "layer1_0_bn2")]
[Add("pool1", Activation = Activation.ReLU, Name = "layer1_0")]

[Conv2D(64, 3, Padding = 1, Bias = false, Name = "layer1_1_conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "layer1_1_bn1")]
[Conv2D(64, 3, Padding = 1, Bias = false, Name = "layer1_1_conv2")]
[BatchNorm(Name = "layer1_1_bn2")]
[Add("layer1_0", Activation = Activation.ReLU, Name = "layer1_1")]

[Conv2D(128, 3, Stride = 2, Padding = 1, Bias = false, Name = "layer2_0_conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "layer2_0_bn1")]
[Conv2D(128, 3, Padding = 1, Bias = false, Name = "layer2_0_conv2")]
[BatchNorm(Name = "layer2_0_bn2")]
[Conv2D(128, 1, Stride = 2, Bias = false, From = "layer1_1", Name = "layer2_0_downsample")]
[BatchNorm(Name = "layer2_0_downsample_bn")]
[Add("layer2_0_bn2", Activation = Activation.ReLU, Name = "layer2_0")]

[Conv2D(128, 3, Padding = 1, Bias = false, Name = "layer2_1_conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "layer2_1_bn1")]
[Conv2D(128, 3, Padding = 1, Bias = false, Name = "layer2_1_conv2")]
[BatchNorm(Name = "layer2_1_bn2")]
[Add("layer2_0", Activation = Activation.ReLU, Name = "layer2_1")]

[Conv2D(256, 3, Stride = 2, Padding = 1, Bias = false, Name = "layer3_0_conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "layer3_0_bn1")]
[Conv2D(256, 3, Padding = 1, Bias = false, Name = "layer3_0_conv2")]
[BatchNorm(Name = "layer3_0_bn2")]
[Conv2D(256, 1, Stride = 2, Bias = false, From = "layer2_1", Name = "layer3_0_downsample")]
[BatchNorm(Name = "layer3_0_downsample_bn")]
[Add("layer3_0_bn2", Activation = Activation.ReLU, Name = "layer3_0")]

[Conv2D(256, 3, Padding = 1, Bias = false, Name = "layer3_1_conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "layer3_1_bn1")]
[Conv2D(256, 3, Padding = 1, Bias = false, Name = "layer3_1_conv2")]
[BatchNorm(Name = "layer3_1_bn2")]
[Add("layer3_0", Activation = Activation.ReLU, Name = "layer3_1")]

[Conv2D(512, 3, Stride = 2, Padding = 1, Bias = false, Name = "layer4_0_conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "layer4_0_bn1")]
[Conv2D(512, 3, Padding = 1, Bias = false, Name = "layer4_0_conv2")]
[BatchNorm(Name = "layer4_0_bn2")]
[Conv2D(512, 1, Stride = 2, Bias = false, From = "layer3_1", Name = "layer4_0_downsample")]
[BatchNorm(Name = "layer4_0_downsample_bn")]
[Add("layer4_0_bn2", Activation = Activation.ReLU, Name = "layer4_0")]

[Conv2D(512, 3, Padding = 1, Bias = false, Name = "layer4_1_conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "layer4_1_bn1")]
[Conv2D(512, 3, Padding = 1, Bias = false, Name = "layer4_1_conv2")]
[BatchNorm(Name = "layer4_1_bn2")]
[Add("layer4_0", Activation = Activation.ReLU, Name = "layer4_1")]

[GlobalAvgPool]
[Flatten]
[Dense(1000, Name = "fc")]
[Softmax]
public sealed partial class ResNet18;
