using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// PRelu → PReLU (https://onnx.ai/onnx/operators/onnx__PRelu.html). From opset 7 on the slope is broadcast as numpy does it; before, a slope
/// with one axis was one of the channels.
/// </summary>
internal static class PReluImporter
{
    public static void Import(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        ConstantTensor slope = context.Constant(1, "slope");
        Frame frame = context.Frame(value);
        int rank = frame.Shape.Length;
        int[] shape = slope.Shape;
        if (shape is [var channels] && channels > 1 && value.Shape.Length > 1 && value.Shape[1] == channels
            && (context.Opset < 7 || Dimensions.Broadcast(value.Shape, shape)?.SequenceEqual(value.Shape) != true))
            shape = [channels, .. Enumerable.Repeat(1, value.Shape.Length - 2)]; // PyTorch's exporter wrote this for opset 6.
        if (slope.Length < 1 || Dimensions.Broadcast(value.Shape, shape)?.SequenceEqual(value.Shape) != true)
            throw new ImportProblemException($"has a slope of {Dimensions.Text(slope.Shape)}, which cannot be broadcast to {Dimensions.Text(value.Shape)}");
        if (shape.Length == value.Shape.Length && frame.Skipped == 1)
        {
            if (shape[0] != 1) throw new ImportProblemException($"has a slope of {Dimensions.Text(slope.Shape)} with one for each sample");
            shape = shape[1..];
        }

        int[] full = [.. Enumerable.Repeat(1, rank - Math.Min(rank, shape.Length)), .. shape];
        LayerArgument[] arguments;
        if (slope.Length == 1) (arguments, full) = ([new("shared", true)], [1]);
        else if (full[0] == frame.Shape[0] && full.Skip(1).All(s => s == 1)) (arguments, full) = ([], [full[0]]);
        else arguments = [new("slopeShape", full)];
        context.Give(0, context.Add("PReLU", [frame.Source], arguments, [new DraftParameter("weight", full, slope.Data)]), value.Shape);
    }
}
