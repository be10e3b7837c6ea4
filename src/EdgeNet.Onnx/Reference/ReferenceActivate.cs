using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y = f(x), element by element.</summary>
internal static class ReferenceActivate
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter) =>
        Apply(((Activate)layer).Function, inputs[0]);

    public static ReferenceTensor Apply(ActivationFunction function, ReferenceTensor input) =>
        new(input.Shape, [.. input.Values.Select(x => Apply(function, x))]);

    private static double Apply(ActivationFunction function, double x)
    {
        double alpha = function.Alpha, beta = function.Beta;
        return function.Kind switch
        {
            Activation.None => x,
            Activation.ReLU => Math.Max(x, 0),
            Activation.LeakyReLU => x >= 0 ? x : alpha * x,
            Activation.Tanh => Math.Tanh(x),
            Activation.Sigmoid => Sigmoid(x),
            Activation.ReLU6 => Math.Min(Math.Max(x, 0), 6),
            Activation.Clip => Math.Min(Math.Max(x, alpha), beta),
            Activation.ELU => x >= 0 ? x : alpha * (Math.Exp(x) - 1),
            Activation.SELU => beta * (x > 0 ? x : alpha * (Math.Exp(x) - 1)),
            Activation.CELU => Math.Max(x, 0) + Math.Min(0, alpha * (Math.Exp(x / alpha) - 1)),
            Activation.GELU => x * (1 + Erf(x / Math.Sqrt(2))) / 2,
            Activation.GELUTanh => x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2,
            Activation.HardSigmoid => Math.Min(Math.Max(alpha * x + beta, 0), 1),
            Activation.Swish => x * Sigmoid(alpha * x),
            Activation.HardSwish => x * Math.Min(Math.Max(x / 6 + 0.5, 0), 1),
            Activation.Mish => x * Math.Tanh(Softplus(x)),
            Activation.Softplus => Softplus(alpha * x) / alpha,
            Activation.Softsign => x / (1 + Math.Abs(x)),
            Activation.ThresholdedReLU => x > alpha ? x : 0,
            Activation.Exp => Math.Exp(x),
            Activation.Sqrt => Math.Sqrt(x),
            Activation.Abs => Math.Abs(x),
            Activation.Neg => -x,
            Activation.Erf => Erf(x),
            Activation.Log => Math.Log(x),
            Activation.Reciprocal => 1 / x,
            Activation.Square => x * x,
            Activation.Floor => Math.Floor(x),
            Activation.Ceil => Math.Ceiling(x),
            Activation.Round => Math.Round(x, MidpointRounding.ToEven),
            Activation.Sign => double.IsNaN(x) ? x : Math.Sign(x),
            Activation.Sin => Math.Sin(x),
            Activation.Cos => Math.Cos(x),
            _ => throw new NotSupportedException($"There is no reference for '{function.Kind}'."),
        };
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Softplus(double x) => x > 30 ? x : Math.Log(1 + Math.Exp(x));

    /// <summary>2/√π · e^(−x²) · Σ over n of 2ⁿ·x^(2n+1) / (1·3·…·(2n + 1)), all of whose terms have one sign.</summary>
    private static double Erf(double x)
    {
        if (!(Math.Abs(x) < 6)) return double.IsNaN(x) ? x : Math.Sign(x);
        double sum = 0, term = x;
        for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
