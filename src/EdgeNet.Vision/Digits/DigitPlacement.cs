namespace EdgeNet.Vision.Digits;

/// <summary>How a digit goes into MNIST's form: what lies in the middle, what is sheared away, and how much it is scaled.</summary>
/// <param name="CentreU">The centre of mass, across.</param>
/// <param name="CentreV">The centre of mass, down.</param>
/// <param name="Shear">Columns a row that are taken out.</param>
/// <param name="Scale">Target pixels a source pixel.</param>
internal readonly record struct DigitPlacement(float CentreU, float CentreV, float Shear, float Scale);
