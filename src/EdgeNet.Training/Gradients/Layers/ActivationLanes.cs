using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>Every activation function and its derivative on vectors of samples.</summary>
internal static class ActivationLanes
{
    /// <summary>√(2/π), of GELU's approximation.</summary>
    private const float GeluScale = 0.79788456f;

    private const float GeluCube = 0.044715f;

    /// <summary>Whether the derivative can be told from y alone.</summary>
    public static bool NeedsOnlyOutput(ActivationFunction f) => f.Kind switch
    {
        Activation.None or Activation.ReLU or Activation.Tanh or Activation.Sigmoid or Activation.ReLU6 or Activation.Clip or Activation.HardSigmoid
            or Activation.Exp or Activation.Sqrt or Activation.Neg or Activation.Reciprocal => true,
        // With a slope of zero or less the sign of y does not tell the sign of x.
        Activation.LeakyReLU or Activation.ELU or Activation.CELU => f.Alpha > 0,
        Activation.SELU => f.Alpha > 0 && f.Beta > 0,
        _ => false,
    };

    /// <summary>y = f(x).</summary>
    /// <exception cref="TrainingException">The function is not known here.</exception>
    public static Vector256<float> Value(ActivationFunction f, Vector256<float> x)
    {
        Vector256<float> zero = Vector256<float>.Zero, one = Vector256<float>.One, alpha = Vector256.Create(f.Alpha), beta = Vector256.Create(f.Beta);
        switch (f.Kind)
        {
            case Activation.None: return x;
            case Activation.ReLU: return Vector256.Max(x, zero);
            case Activation.LeakyReLU: return Vector256.ConditionalSelect(Vector256.LessThan(x, zero), alpha * x, x);
            case Activation.Tanh: return LaneMath.Tanh(x);
            case Activation.Sigmoid: return LaneMath.Sigmoid(x);
            case Activation.ReLU6: return Vector256.Min(Vector256.Max(x, zero), Vector256.Create(6f));
            case Activation.Clip: return Vector256.Min(Vector256.Max(x, alpha), beta);
            case Activation.ELU: return Vector256.ConditionalSelect(Vector256.LessThan(x, zero), alpha * (LaneMath.Exp(x) - one), x);
            case Activation.SELU: return beta * Vector256.ConditionalSelect(Vector256.LessThan(x, zero), alpha * (LaneMath.Exp(x) - one), x);
            case Activation.CELU: return Vector256.ConditionalSelect(Vector256.LessThan(x, zero), alpha * (LaneMath.Exp(x / alpha) - one), x);
            case Activation.GELU: return x * 0.5f * (one + LaneMath.Erf(x * float.Sqrt(0.5f)));
            case Activation.GELUTanh: return x * 0.5f * (one + LaneMath.Tanh(GeluScale * (x + GeluCube * x * x * x)));
            case Activation.HardSigmoid: return Vector256.Min(Vector256.Max(alpha * x + beta, zero), one);
            case Activation.Swish: return x * LaneMath.Sigmoid(alpha * x);
            case Activation.HardSwish: return x * Vector256.Min(Vector256.Max(x / 6 + Vector256.Create(0.5f), zero), one);
            case Activation.Mish: return x * LaneMath.Tanh(LaneMath.Softplus(x));
            case Activation.Softplus: return LaneMath.Softplus(alpha * x) / alpha;
            case Activation.Softsign: return x / (one + Vector256.Abs(x));
            case Activation.ThresholdedReLU: return Vector256.ConditionalSelect(Vector256.GreaterThan(x, alpha), x, zero);
            case Activation.Exp: return LaneMath.Exp(x);
            case Activation.Sqrt: return Vector256.Sqrt(x);
            case Activation.Abs: return Vector256.Abs(x);
            case Activation.Neg: return -x;
            case Activation.Erf: return LaneMath.Erf(x);
            case Activation.Log: return Vector256.Log(x);
            case Activation.Reciprocal: return one / x;
            case Activation.Square: return x * x;
            case Activation.Floor: return Vector256.Floor(x);
            case Activation.Ceil: return Vector256.Ceiling(x);
            case Activation.Round: return Vector256.Round(x);
            case Activation.Sign: return Sign(x);
            case Activation.Sin: return Vector256.Sin(x);
            case Activation.Cos: return Vector256.Cos(x);
            default: throw new TrainingException($"Training does not support the activation {f}.");
        }
    }

    /// <summary>f'(x); at a kink the slope on its left, or 0.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Its argument; of no meaning where <see cref="NeedsOnlyOutput"/>.</param>
    /// <param name="y">Its value.</param>
    public static Vector256<float> Slope(ActivationFunction f, Vector256<float> x, Vector256<float> y)
    {
        Vector256<float> zero = Vector256<float>.Zero, one = Vector256<float>.One, alpha = Vector256.Create(f.Alpha), beta = Vector256.Create(f.Beta);
        Vector256<float> sign = NeedsOnlyOutput(f) ? y : x;
        switch (f.Kind)
        {
            case Activation.ReLU: return Where(Vector256.GreaterThan(y, zero), one);
            case Activation.LeakyReLU: return Vector256.ConditionalSelect(Vector256.LessThan(sign, zero), alpha, one);
            case Activation.Tanh: return one - y * y;
            case Activation.Sigmoid: return y * (one - y);
            case Activation.ReLU6: return Where(Vector256.GreaterThan(y, zero) & Vector256.LessThan(y, Vector256.Create(6f)), one);
            case Activation.Clip: return Where(Vector256.GreaterThan(y, alpha) & Vector256.LessThan(y, beta), one);
            case Activation.HardSigmoid: return Where(Vector256.GreaterThan(y, zero) & Vector256.LessThan(y, one), alpha);
            case Activation.ELU:
                return Vector256.ConditionalSelect(Vector256.LessThan(sign, zero), f.Alpha > 0 ? y + alpha : alpha * LaneMath.Exp(x), one);
            case Activation.SELU:
                return Vector256.ConditionalSelect(
                    Vector256.LessThan(sign, zero), NeedsOnlyOutput(f) ? y + alpha * beta : alpha * beta * LaneMath.Exp(x), beta);
            case Activation.CELU:
                return Vector256.ConditionalSelect(Vector256.LessThan(sign, zero), f.Alpha > 0 ? y / alpha + one : LaneMath.Exp(x / alpha), one);
            case Activation.GELU:
                return (one + LaneMath.Erf(x * float.Sqrt(0.5f))) * 0.5f + x * LaneMath.Exp(x * x * -0.5f) * (0.5f * GeluScale);
            case Activation.GELUTanh:
                Vector256<float> tanh = LaneMath.Tanh(GeluScale * (x + GeluCube * x * x * x));
                return 0.5f * (one + tanh) + 0.5f * x * (one - tanh * tanh) * GeluScale * (one + 3 * GeluCube * x * x);
            case Activation.Swish:
                Vector256<float> sigmoid = LaneMath.Sigmoid(alpha * x);
                return sigmoid + alpha * x * sigmoid * (one - sigmoid);
            case Activation.HardSwish:
                return Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256.Create(3f)), one, Where(Vector256.GreaterThan(x, Vector256.Create(-3f)), x / 3 + Vector256.Create(0.5f)));
            case Activation.Mish:
                Vector256<float> mish = LaneMath.Tanh(LaneMath.Softplus(x));
                return mish + x * (one - mish * mish) * LaneMath.Sigmoid(x);
            case Activation.Softplus: return LaneMath.Sigmoid(alpha * x);
            case Activation.Softsign: return one / ((one + Vector256.Abs(x)) * (one + Vector256.Abs(x)));
            case Activation.ThresholdedReLU: return Where(Vector256.GreaterThan(x, alpha), one);
            case Activation.Exp: return y;
            case Activation.Sqrt: return Vector256.Create(0.5f) / y;
            case Activation.Abs: return Sign(x);
            case Activation.Neg: return -one;
            case Activation.Erf: return LaneMath.Exp(-x * x) * (GeluScale * float.Sqrt(2));
            case Activation.Log: return one / x;
            case Activation.Reciprocal: return -y * y;
            case Activation.Square: return x + x;
            case Activation.Sin: return Vector256.Cos(x);
            case Activation.Cos: return -Vector256.Sin(x);
            case Activation.Floor or Activation.Ceil or Activation.Round or Activation.Sign: return zero;
            default: return one;
        }
    }

    private static Vector256<float> Where(Vector256<float> condition, Vector256<float> value) =>
        Vector256.ConditionalSelect(condition, value, Vector256<float>.Zero);

    private static Vector256<float> Sign(Vector256<float> x) =>
        Where(Vector256.GreaterThan(x, Vector256<float>.Zero), Vector256<float>.One) - Where(Vector256.LessThan(x, Vector256<float>.Zero), Vector256<float>.One);
}
