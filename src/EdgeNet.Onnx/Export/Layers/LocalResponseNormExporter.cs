using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>LocalResponseNorm → LRN (https://onnx.ai/onnx/operators/onnx__LRN.html).</summary>
internal static class LocalResponseNormExporter
{
    public static void Export(ExportContext context)
    {
        var norm = (LocalResponseNorm)context.Node.Layer;
        TensorShape shape = context.InputShape;
        if (norm.Size % 2 == 0)
        {
            AppendEven(context, norm);
            return;
        }

        // Runtimes know it of images only.
        bool isImage = shape.Rank == 3;
        if (!isImage) ReshapeExporter.Append(context, new(shape.Channels, shape.Length / shape.Channels, 1));
        context.Append("LRN", [],
            Protos.Int("size", norm.Size), Protos.Float("alpha", norm.Alpha), Protos.Float("beta", norm.Beta), Protos.Float("bias", norm.K));
        if (!isImage) ReshapeExporter.Append(context, shape);
    }

    /// <summary>
    /// Runtimes refuse even sizes: x / (k + alpha·mean(x²))^beta, the mean by an average pooling over the channels whose padding counts.
    /// </summary>
    private static void AppendEven(ExportContext context, LocalResponseNorm norm)
    {
        TensorShape shape = context.InputShape;
        context.Add("Mul", [context.Last, context.Last]);
        ReshapeExporter.Append(context, new(1, shape.Channels, shape.Length / shape.Channels));
        context.Append("AveragePool", [],
            Protos.Ints("kernel_shape", [norm.Size, 1]), Protos.Ints("pads", [norm.Before, 0, norm.After, 0]), Protos.Int("count_include_pad", 1));
        ReshapeExporter.Append(context, shape);
        context.Add("Mul", [context.Last, context.Number("alpha", norm.Alpha)]);
        context.Add("Add", [context.Last, context.Number("k", norm.K)]);
        context.Add("Pow", [context.Last, context.Number("beta", norm.Beta)]);
        context.Add("Div", [context.Inputs[0], context.Last]);
    }
}
