using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>A QuantizeLinear between layers that is passed through, to train the network further in float32.</summary>
internal static class PassedQuantization
{
    private static readonly string[] Kept =
        ["MaxPool", "AvgPool", "GlobalAvgPool", "GlobalMaxPool", "Flatten", "Reshape", "Transpose", "Slice", "Dropout", "ReduceMean",
            "ReduceMax"];

    private static readonly string[] NonNegative =
        [nameof(Activation.ReLU), nameof(Activation.ReLU6), nameof(Activation.Sigmoid), nameof(Activation.HardSigmoid)];

    /// <summary>
    /// Gives the value as it is; behind a ReLU where the integers have none for what is negative, and that does something.
    /// </summary>
    public static void Give(NodeContext context, ActivationValue value)
    {
        context.Attributes.Ignore("axis", "block_size", "saturate", "precision", "output_dtype");
        ConstantTensor? zero = context.Optional(2, "zero point");
        var type = zero?.Type ?? (DataType)context.Attributes.Size("output_dtype", (int)DataType.Uint8, 0);
        bool cutsNegative = (zero?.Longs() ?? [0]).All(z => z == ElementType.QuantizedRange(type).Low);
        // What is negative in a network's input was cut off before it was given.
        if (!cutsNegative || value.IsInput || IsNonNegative(value.Source.Draft)) context.Pass(0);
        else context.Give(0, context.Add("Activation", [value.Source], ActivationImporter.Arguments(Activation.ReLU, null, null)),
            value.Shape);
    }

    private static bool IsNonNegative(LayerDraft draft)
    {
        while (Kept.Contains(draft.Kind) && draft.Inputs.Count == 1) draft = draft.Inputs[0].Draft;
        return draft.Kind == "Softmax" || draft.Kind == "Activation"
            && draft.Arguments.Find(a => a.Name == "function") is { Value: { Kind: ArgumentKind.Text } function }
            && NonNegative.Contains(function.Texts[0]);
    }
}
