using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Transpose → Transpose, the batch axis staying first (https://onnx.ai/onnx/operators/onnx__Transpose.html).</summary>
internal static class TransposeExporter
{
    public static void Export(ExportContext context) =>
        context.Append("Transpose", [], Protos.Ints("perm", ((Transpose)context.Node.Layer).Axes.Select(axis => axis + 1).Prepend(0)));
}
