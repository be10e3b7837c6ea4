using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Constant → an initialiser with a batch axis, no operator.</summary>
internal static class ConstantExporter
{
    public static void Export(ExportContext context)
    {
        var constant = (Constant)context.Node.Layer;
        context.Give(context.Parameter("value", new([1, .. constant.Shape.Dimensions])));
    }
}
