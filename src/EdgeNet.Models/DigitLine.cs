namespace EdgeNet.Models;

/// <summary>
/// Reads a line of digits: a strip of 32×256 pixels, ink 1 and paper 0, digits about 23 rows high → (15, 1, 64) logits, a symbol for every four
/// columns: 0 to 9, '.', ',', a filler (a dash, a star), another mark or word, and blank.
/// </summary>
/// <remarks>
/// A convolutional network over the strip, trained by connectionist temporal classification: A. Graves et al., "Connectionist temporal
/// classification: labelling unsegmented sequence data with recurrent neural networks", ICML 2006. Convolutions of growing reach stand where
/// B. Shi et al., "An end-to-end trainable neural network for image-based sequence recognition", 2015, have a recurrent network.
/// </remarks>
[Network(1, 32, 256)]
[Conv2D(16, 5, Stride = 2, Padding = 2, Bias = false, Name = "c1")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn1")]
[Conv2D(32, 3, Padding = 1, Bias = false, Name = "c2")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn2")]
[MaxPool2D(2)]
[Conv2D(48, 3, Padding = 1, Bias = false, Name = "c3")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn3")]
[Conv2D(64, 3, Padding = 1, Bias = false, Name = "c4")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn4")]
[MaxPool2D(2, 1)]
[Conv2D(80, 3, Padding = 1, Bias = false, Name = "c5")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn5")]
[MaxPool2D(2, 1)]
[Conv2D(112, 2, 3, Pads = [0, 1, 0, 1], Bias = false, Name = "c6")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn6")]
[Conv2D(112, 1, 3, Pads = [0, 1, 0, 1], Bias = false, Name = "c7")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn7")]
[Conv2D(15, 1, 3, Pads = [0, 1, 0, 1], Name = "output")]
public sealed partial class DigitLine;
