using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// Softmax and LogSoftmax (https://onnx.ai/onnx/operators/onnx__Softmax.html). Until opset 12 the axes from the given one on were taken as
/// one, 1 by default; since 13 it is one axis, the last by default.
/// </summary>
internal static class SoftmaxImporter
{
    /// <summary>What imports one of the two.</summary>
    public static Action<NodeContext> Of(string kind) => context =>
    {
        ActivationValue value = context.Activation(0);
        int rank = value.Shape.Length, axis = Axes.Normalize(context.Attributes.Int("axis", context.Opset >= 13 ? -1 : 1), rank, allowEnd: context.Opset < 13);
        if (context.Opset >= 13)
        {
            Frame frame = context.Frame(value, axis == 0);
            context.Give(Add(context, kind, frame.Source, axis - frame.Skipped), frame);
            return;
        }

        if (axis == 0 && context.Mode == BatchMode.Samples) throw new ImportProblemException("sums over the first axis, which is the batch axis: samples would mix");
        int first = axis == 0 || context.Mode == BatchMode.Whole ? 0 : 1;
        int rows = (int)Dimensions.Length(value.Shape[Math.Min(first, axis)..axis]), columns = (int)Dimensions.Length(value.Shape[axis..]);
        DraftOutput flat = context.View(value.Source, rows == 1 ? [columns] : [rows, columns]);
        context.Give(0, Add(context, kind, flat, rows == 1 ? 0 : 1), value.Shape);
    };

    private static DraftOutput Add(NodeContext context, string kind, DraftOutput source, int axis)
    {
        LayerArgument[] arguments = axis == 0 ? [] : [new("axis", axis)];
        return context.Add(kind, [source], arguments);
    }
}
