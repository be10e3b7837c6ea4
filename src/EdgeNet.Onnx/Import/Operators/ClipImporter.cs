using EdgeNet.Onnx.Import.Drafts;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>Clip → ReLU6, Clip, or Min and Max with a value (https://onnx.ai/onnx/operators/onnx__Clip.html). The bounds became inputs in opset 11.</summary>
internal static class ClipImporter
{
    public static void Import(NodeContext context)
    {
        bool asInputs = context.Opset >= 11;
        float? min = asInputs ? context.Number(1, "min") : context.Attributes.Float("min");
        float? max = asInputs ? context.Number(2, "max") : context.Attributes.Float("max");
        // Exporters write "no bound" as the largest number there is.
        if (min <= float.MinValue) min = null;
        if (max >= float.MaxValue) max = null;
        if (float.IsNaN(min ?? 0) || float.IsNaN(max ?? 0)) throw new ImportProblemException("has a bound that is no number");

        ActivationValue value = context.Activation(0);
        DraftOutput? result = (min, max) switch
        {
            (null, null) => null,
            (0, null) => context.Add("Activation", [value.Source], ActivationImporter.Arguments(Activation.ReLU, null, null)),
            (0, 6) => context.Add("Activation", [value.Source], ActivationImporter.Arguments(Activation.ReLU6, null, null)),
            ({ } lower, null) => context.Add("Max", [value.Source], [new("value", lower)]),
            (null, { } upper) => context.Add("Min", [value.Source], [new("value", upper)]),
            // Where the bounds cross, the upper one holds.
            ({ } lower, { } upper) => context.Add("Activation", [value.Source], ActivationImporter.Arguments(Activation.Clip, Math.Min(lower, upper), upper)),
        };
        if (result is { } output) context.Give(0, output, value.Shape);
        else context.Pass(0);
    }
}
