using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>BatchNormalization, InstanceNormalization, GroupNormalization and LRN (https://onnx.ai/onnx/operators, each by its name).</summary>
internal static class NormImporter
{
    private const float DefaultEpsilon = 1e-5f;

    public static void Batch(NodeContext context)
    {
        context.Attributes.Ignore("momentum");
        bool trains = context.Opset switch
        {
            >= 14 => context.Attributes.Flag("training_mode", false),
            < 7 => !context.Attributes.Flag("is_test", false) && context.IsUsed(1),
            _ => false,
        };
        if (context.Opset < 7) context.Attributes.Ignore("is_test");
        if (trains) throw new ImportProblemException("is in training mode, where statistics are those of the batch; export the model for inference (model.eval() in PyTorch)");
        for (int output = 1; output < context.OutputCount; output++) context.RequireUnused(output, "statistics that only training needs");
        Frame frame = context.Sample(context.Activation(0));
        if (context.Opset < 9 && !context.Attributes.Flag("spatial", true) && frame.Shape.Length > 1)
            throw new ImportProblemException("has spatial = 0, statistics for each element instead of each channel; only those of channels are supported");
        if (context.Opset >= 9) context.Attributes.Ignore("spatial");
        DraftParameter[] parameters =
        [
            PerChannel(context, 1, "weight", "scale", frame.Shape[0]), PerChannel(context, 2, "bias", "bias", frame.Shape[0]),
            PerChannel(context, 3, "running_mean", "mean", frame.Shape[0]), PerChannel(context, 4, "running_var", "variance", frame.Shape[0]),
        ];
        context.Give(context.Add("BatchNorm", [frame.Source], Epsilon(context), parameters), frame);
    }

    public static void Instance(NodeContext context)
    {
        context.Attributes.Ignore("consumed_inputs");
        Frame frame = context.Sample(context.Activation(0));
        DraftParameter[] parameters = [PerChannel(context, 1, "weight", "scale", frame.Shape[0]), PerChannel(context, 2, "bias", "bias", frame.Shape[0])];
        context.Give(context.Add("InstanceNorm", [frame.Source], Epsilon(context), parameters), frame);
    }

    /// <summary>GroupNormalization has a scale for each group in opset 18, for each channel from 21 on.</summary>
    public static void Group(NodeContext context)
    {
        context.Attributes.Ignore("stash_type");
        Frame frame = context.Sample(context.Activation(0));
        int channels = frame.Shape[0], groups = context.Attributes.Size("num_groups", 0, 1);
        if (channels % groups != 0) throw new ImportProblemException(Invariant($"has {groups} groups for {channels} channels; expected a divisor"));
        DraftParameter Read(int input, string role, string what)
        {
            if (context.Opset >= 21) return PerChannel(context, input, role, what, channels);
            TensorData perGroup = PerChannel(context, input, role, what, groups).Data;
            return new(role, [channels], TensorData.Of(() =>
            {
                float[] values = perGroup.ToFloats();
                return [.. Enumerable.Range(0, channels).Select(c => values[c / (channels / groups)])];
            }));
        }

        LayerArgument[] arguments = [new("groups", groups), .. Epsilon(context)];
        context.Give(context.Add("GroupNorm", [frame.Source], arguments, [Read(1, "weight", "scale"), Read(2, "bias", "bias")]), frame);
    }

    public static void LocalResponse(NodeContext context)
    {
        float alpha = context.Attributes.Float("alpha", 1e-4f), beta = context.Attributes.Float("beta", 0.75f), k = context.Attributes.Float("bias", 1);
        List<LayerArgument> arguments = [new("size", context.Attributes.Size("size", 0, 1))];
        if (alpha != 1e-4f) arguments.Add(new("alpha", alpha));
        if (beta != 0.75f) arguments.Add(new("beta", beta));
        if (k != 1) arguments.Add(new("k", k));
        Frame frame = context.Sample(context.Activation(0));
        context.Give(context.Add("LocalResponseNorm", [frame.Source], arguments), frame);
    }

    /// <summary>The epsilon, where it is not the usual one; some files have it a rounding error beside.</summary>
    public static LayerArgument[] Epsilon(NodeContext context) =>
        context.Attributes.Float("epsilon", DefaultEpsilon) is var epsilon && Math.Abs(epsilon - DefaultEpsilon) <= DefaultEpsilon * 1e-5f ? [] : [new("epsilon", epsilon)];

    private static DraftParameter PerChannel(NodeContext context, int input, string role, string what, int channels)
    {
        ConstantTensor tensor = context.Constant(input, what);
        return tensor.Length == channels && tensor.Shape.Length == 1
            ? new(role, [channels], tensor.Data)
            : throw new ImportProblemException(Invariant($"has a {what} of {Dimensions.Text(tensor.Shape)}; expected ({channels})"));
    }
}
