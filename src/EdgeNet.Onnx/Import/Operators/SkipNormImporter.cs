using EdgeNet.Onnx.Import.Drafts;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// SkipLayerNormalization of ONNX Runtime: the sum of two values, with a bias or not, and its LayerNormalization over the last axis
/// (https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md).
/// </summary>
internal static class SkipNormImporter
{
    private const float DefaultEpsilon = 1e-12f;

    /// <summary>The outputs are the normalized sum, its mean, 1 over its deviation, and the sum.</summary>
    public static void Import(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        ActivationValue sum = Add(context, Add(context, value, 1), 4);
        LayerNormImporter.Add(context, sum, (2, 3), sum.Shape.Length - 1, DefaultEpsilon);
        context.Give(3, sum);
    }

    private static ActivationValue Add(NodeContext context, ActivationValue value, int input)
    {
        if (!context.Has(input)) return value;
        (DraftOutput source, int[] shape) = ElementwiseImporter.Combine(context, "Add", [Operand.Of(value), ElementwiseImporter.ReadOperand(context, input)]);
        return value with { Source = source, Shape = shape };
    }
}
