using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.PyTorch.Model.Layers;

/// <summary>Activations and softmax as PyTorch's functions; where PyTorch fixes a parameter that differs, as the formula.</summary>
internal static class ActivationSource
{
    private const float Near = 1e-6f;

    public static string Write(LayerContext c, Activate layer)
    {
        string x = c.X, a = PythonText.Number(layer.Function.Alpha), b = PythonText.Number(layer.Function.Beta);
        float alpha = layer.Function.Alpha, beta = layer.Function.Beta;
        return layer.Function.Kind switch
        {
            Activation.None => x,
            Activation.ReLU => $"F.relu({x})",
            Activation.LeakyReLU => $"F.leaky_relu({x}, {a})",
            Activation.Tanh => $"torch.tanh({x})",
            Activation.Sigmoid => $"torch.sigmoid({x})",
            Activation.ReLU6 => $"F.relu6({x})",
            Activation.Clip => Clip(x, alpha, beta),
            Activation.ELU => $"F.elu({x}, {a})",
            Activation.SELU => IsNear(alpha, 1.6732632f) && IsNear(beta, 1.0507010f)
                ? $"F.selu({x})" : $"{b} * torch.where({x} > 0, {x}, {a} * torch.expm1(torch.clamp({x}, max=0)))",
            Activation.CELU => $"F.celu({x}, {a})",
            Activation.GELU => $"F.gelu({x})",
            Activation.GELUTanh => $"F.gelu({x}, approximate=\"tanh\")",
            Activation.HardSigmoid => IsNear(alpha, 1 / 6f) && IsNear(beta, 0.5f)
                ? $"F.hardsigmoid({x})" : $"torch.clamp({a} * {x} + {b}, 0, 1)",
            Activation.Swish => alpha == 1 ? $"F.silu({x})" : $"{x} * torch.sigmoid({a} * {x})",
            Activation.HardSwish => $"F.hardswish({x})",
            Activation.Mish => $"F.mish({x})",
            Activation.Softplus => $"F.softplus({x}, {a})",
            Activation.Softsign => $"F.softsign({x})",
            Activation.ThresholdedReLU => $"F.threshold({x}, {a}, 0)",
            Activation.Square => $"torch.square({x})",
            // torch.NAME(x) is what ONNX's operator of the name is.
            Activation kind => $"torch.{kind.ToString().ToLowerInvariant()}({x})",
        };
    }

    public static string PRelu(LayerContext c, PRelu layer)
    {
        TensorShape slope = layer.SlopeShape;
        return slope.Rank == 1 && (slope[0] == 1 || slope[0] == c.Shape.Channels)
            ? $"{c.Declare($"nn.PReLU({PythonText.Whole(slope[0])})")}({c.X})"
            : $"{c.Declare($"{c.Helper("PReLU")}({PythonText.Tuple(slope.Dimensions)})")}({c.X})";
    }

    public static string Softmax(string x, Softmax layer) =>
        $"F.{(layer.Log ? "log_softmax" : "softmax")}({x}, {PythonText.Whole(layer.Axis + 1)})";

    private static string Clip(string x, float low, float high)
    {
        string bounds = (float.IsNegativeInfinity(low) ? "" : $", min={PythonText.Number(low)}")
            + (float.IsPositiveInfinity(high) ? "" : $", max={PythonText.Number(high)}");
        return bounds.Length == 0 ? x : $"torch.clamp({x}{bounds})";
    }

    private static bool IsNear(float value, float constant) => Math.Abs(value - constant) < Near;
}
