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
[Conv2D(16, 5, Stride = 2, Padding = 2, Activation = Activation.ReLU, Name = "c1")]
[Conv2D(32, 3, Padding = 1, Activation = Activation.ReLU, Name = "c2")]
[MaxPool2D(2)]
[Conv2D(48, 3, Padding = 1, Activation = Activation.ReLU, Name = "c3")]
[Conv2D(64, 3, Padding = 1, Activation = Activation.ReLU, Name = "c4")]
[MaxPool2D(2, 1)]
[Conv2D(64, 3, Padding = 1, Activation = Activation.ReLU, Name = "c5")]
[MaxPool2D(2, 1)]
[Conv2D(96, 2, 3, Pads = [0, 1, 0, 1], Activation = Activation.ReLU, Name = "c6")]
[Conv2D(96, 1, 3, Pads = [0, 1, 0, 1], Activation = Activation.ReLU, Name = "c7")]
[Conv2D(15, 1, 3, Pads = [0, 1, 0, 1], Name = "output")]
public sealed partial class DigitLine;
