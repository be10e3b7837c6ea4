using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.PyTorch.Model.Layers;

/// <summary>Normalizations: torch.nn's modules.</summary>
internal static class NormSource
{
    private const float Usual = 1e-5f;

    public static string Batch(LayerContext c, BatchNorm layer)
    {
        int spatial = Math.Max(1, c.Shape.Rank - 1);
        string momentum = layer.Momentum == 0.1f ? "" : $", momentum={PythonText.Number(layer.Momentum)}";
        return $"{c.Declare($"nn.BatchNorm{spatial}d({PythonText.Whole(c.Shape.Channels)}{Epsilon(layer.Epsilon)}{momentum})")}({c.X})";
    }

    // A group of each channel: nn.InstanceNorm refuses channels of one element while it trains.
    public static string Instance(LayerContext c, InstanceNorm layer) => Group(c, c.Shape.Channels, layer.Epsilon, layer.Affine);

    public static string Group(LayerContext c, GroupNorm layer) => Group(c, layer.Groups, layer.Epsilon, layer.Affine);

    public static string Layer(LayerContext c, LayerNorm layer)
    {
        string shape = PythonText.Tuple([.. c.Shape.Dimensions.Skip(layer.Axis)]);
        return layer.Affine
            ? $"{c.Declare($"nn.LayerNorm({shape}{Epsilon(layer.Epsilon)})")}({c.X})"
            : $"F.layer_norm({c.X}, {shape}{Epsilon(layer.Epsilon)})";
    }

    public static string LocalResponse(LayerContext c, LocalResponseNorm layer)
    {
        string arguments = $"{PythonText.Whole(layer.Size)}, {PythonText.Number(layer.Alpha)}, {PythonText.Number(layer.Beta)}, "
            + PythonText.Number(layer.K);
        // Of an even number of channels PyTorch takes one more before the channel, ONNX one more after it.
        return layer.Size % 2 == 1 && c.Shape.Rank > 1
            ? $"F.local_response_norm({c.X}, {arguments})"
            : $"{c.Helper("local_response_norm")}({c.X}, {arguments})";
    }

    private static string Group(LayerContext c, int groups, float epsilon, bool affine) => affine
        ? $"{c.Declare($"nn.GroupNorm({PythonText.Whole(groups)}, {PythonText.Whole(c.Shape.Channels)}{Epsilon(epsilon)})")}({c.X})"
        : $"F.group_norm({c.X}, {PythonText.Whole(groups)}{Epsilon(epsilon)})";

    private static string Epsilon(float epsilon) => epsilon == Usual ? "" : $", eps={PythonText.Number(epsilon)}";
}
