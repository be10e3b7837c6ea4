namespace EdgeNet.Compiler.Planning;

/// <summary>The parts of a batch normalisation that packed weights carry.</summary>
public enum NormPart
{
    /// <summary>A layer's weights, multiplied by the factor of each channel.</summary>
    Weights,

    /// <summary>A layer's bias, or where it has none a bias of zeros, normalised.</summary>
    Bias,

    /// <summary>The factor of each channel by itself.</summary>
    Scale,
}
