using System.Globalization;

namespace EdgeNet.Compiler.Graph;

/// <summary>An activation function with its parameter.</summary>
/// <param name="Kind">The function.</param>
/// <param name="Alpha">The slope of LeakyReLU below zero; 0 for the others.</param>
public readonly record struct ActivationFunction(Activation Kind, float Alpha = 0)
{
    /// <summary>f(x) = x.</summary>
    public static ActivationFunction None => default;

    /// <summary>Whether f never falls where x rises, so that it may change places with a max pooling.</summary>
    public bool IsMonotonic => Kind != Activation.LeakyReLU || Alpha >= 0;

    /// <inheritdoc/>
    public override string ToString() =>
        Kind == Activation.LeakyReLU ? $"{Kind}({Alpha.ToString("R", CultureInfo.InvariantCulture)})" : Kind.ToString();
}
