using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Comparisons, Where and Gather → the operators of the same names; truth values are cast to numbers and back.</summary>
internal static class MaskExporter
{
    public static void Compare(ExportContext context)
    {
        var layer = (Compare)context.Node.Layer;
        List<string> operands = [.. context.Inputs];
        if (layer.Value is { } value) operands.Add(context.Number("value", value));
        context.Add("Cast", [context.Add(layer.Function.ToString(), operands)], Protos.Int("to", (int)TensorProto.Types.DataType.Float));
    }

    public static void Where(ExportContext context)
    {
        string condition = context.Add("Cast", [context.Inputs[0]], Protos.Int("to", (int)TensorProto.Types.DataType.Bool));
        context.Add("Where", [condition, context.Inputs[1], context.Inputs[2]]);
    }

    public static void Gather(ExportContext context)
    {
        var layer = (Gather)context.Node.Layer;
        context.Add("Gather", [context.Inputs[0], context.Integers("indices", layer.Indices.Select(i => (long)i))], Protos.Int("axis", layer.Axis + 1));
    }
}
