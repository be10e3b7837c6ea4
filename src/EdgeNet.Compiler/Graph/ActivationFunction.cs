using System.Globalization;

namespace EdgeNet.Compiler.Graph;

/// <summary>An activation function with its parameters.</summary>
/// <param name="Kind">The function.</param>
/// <param name="Alpha">Its alpha, as <see cref="Activation"/> defines it; 0 where it has none.</param>
/// <param name="Beta">Its beta; 0 where it has none.</param>
public readonly record struct ActivationFunction(Activation Kind, float Alpha = 0, float Beta = 0)
{
    /// <summary>f(x) = x.</summary>
    public static ActivationFunction None => default;

    /// <summary>The alpha and beta of a function unless given; null where it has no such parameter.</summary>
    /// <param name="kind">The function.</param>
    public static (float? Alpha, float? Beta) Defaults(Activation kind) => kind switch
    {
        Activation.LeakyReLU => (0.01f, null),
        Activation.Clip => (float.NegativeInfinity, float.PositiveInfinity),
        Activation.ELU or Activation.CELU or Activation.Swish or Activation.Softplus or Activation.ThresholdedReLU => (1, null),
        Activation.SELU => (1.6732632f, 1.0507010f),
        Activation.HardSigmoid => (1 / 6f, 0.5f),
        _ => (null, null),
    };

    /// <summary>A function with its defaults.</summary>
    /// <param name="kind">The function.</param>
    public static ActivationFunction Of(Activation kind) => new(kind, Defaults(kind).Alpha ?? 0, Defaults(kind).Beta ?? 0);

    /// <summary>Whether f never falls where x rises and is never NaN, so that it may change places with a max pooling.</summary>
    public bool IsMonotonic => Kind switch
    {
        Activation.LeakyReLU or Activation.ELU or Activation.HardSigmoid or Activation.ThresholdedReLU => Alpha >= 0,
        Activation.SELU => Alpha >= 0 && Beta >= 0,
        Activation.CELU or Activation.Softplus => Alpha > 0,
        Activation.Clip => Alpha <= Beta,
        Activation.None or Activation.ReLU or Activation.ReLU6 or Activation.Tanh or Activation.Sigmoid or Activation.Softsign
            or Activation.Exp or Activation.Erf or Activation.Floor or Activation.Ceil or Activation.Round or Activation.Sign => true,
        _ => false,
    };

    /// <summary>Whether a vector takes many operations: a polynomial or a quotient of them.</summary>
    public bool IsExpensive => Kind is Activation.Tanh or Activation.Sigmoid or Activation.ELU or Activation.SELU or Activation.CELU or Activation.GELU
        or Activation.GELUTanh or Activation.Swish or Activation.Mish or Activation.Softplus or Activation.Exp or Activation.Erf or Activation.Log
        or Activation.Sin or Activation.Cos;

    /// <inheritdoc/>
    public override string ToString()
    {
        var (alpha, beta) = Defaults(Kind);
        string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
        return alpha is null ? Kind.ToString() : beta is null ? $"{Kind}({Text(Alpha)})" : $"{Kind}({Text(Alpha)}, {Text(Beta)})";
    }
}
