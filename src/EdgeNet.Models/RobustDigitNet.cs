namespace EdgeNet.Models;

/// <summary>
/// A handwritten digit in MNIST's own form (28×28, ink 1 and paper 0) → the probabilities of 0 to 9, by 166,102 parameters that were
/// trained against adversarial changes of every pixel by up to 0.3.
/// </summary>
/// <remarks>
/// The network of E. Wong, Z. Kolter, "Provable defenses against adversarial examples via the convex outer adversarial polytope", ICML
/// 2018, trained by projected gradient descent (A. Madry et al., "Towards deep learning models resistant to adversarial attacks", ICLR
/// 2018).
/// </remarks>
[Network(1, 28, 28)]
[Conv2D(16, 4, Stride = 2, Padding = 1, Activation = Activation.ReLU, Name = "conv1")]
[Conv2D(32, 4, Stride = 2, Padding = 1, Activation = Activation.ReLU, Name = "conv2")]
[Flatten]
[Dense(100, Activation = Activation.ReLU, Name = "dense")]
[Dense(10, Name = "output")]
[Softmax]
public sealed partial class RobustDigitNet;
