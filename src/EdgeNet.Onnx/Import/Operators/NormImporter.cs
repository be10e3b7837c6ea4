using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>BatchNormalization, InstanceNormalization, GroupNormalization and LRN (https://onnx.ai/onnx/operators, each by its name).</summary>
internal static class NormImporter
{
    /// <summary>What is added to a variance where a file does not say.</summary>
    public const float DefaultEpsilon = 1e-5f;

    /// <summary>The smallest number that float32 holds with all its digits, 2^-126.</summary>
    private const float SmallestNormal = 1.17549435e-38f;

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
        for (int i = 1; i < context.OutputCount; i++) context.RequireUnused(i, "statistics that only training needs");
        ActivationValue value = context.Activation(0);
        DraftOutput? folded = context.Folded(value);
        Frame frame = folded is { } samples ? new(samples, value.Shape, 0) : context.Sample(value);
        // Up to opset 8, spatial = 0 stood for statistics of each element; parameters of channels are those of channels nevertheless.
        context.Attributes.Ignore("spatial");
        if (folded is null && frame.Shape.Length > 1 && context.Constant(1, "scale").Shape is { Length: > 1 } each && Squeezed(each, frame.Shape))
        {
            EachElement(context, frame);
            return;
        }

        DraftParameter[] parameters =
        [
            PerChannel(context, 1, "weight", "scale", frame.Shape[0]), PerChannel(context, 2, "bias", "bias", frame.Shape[0]),
            PerChannel(context, 3, "running_mean", "mean", frame.Shape[0]), PerChannel(context, 4, "running_var", "variance", frame.Shape[0]),
        ];
        DraftOutput output = context.Add("BatchNorm", [frame.Source], Epsilon(context), parameters);
        if (folded is null) context.Give(output, frame);
        else context.GiveFolded(output);
    }

    /// <summary>Whether parameters have the shape of a sample, a batch axis of 1 before it or not.</summary>
    private static bool Squeezed(int[] shape, int[] sample) => shape.SequenceEqual(sample) || shape[0] == 1 && shape[1..].SequenceEqual(sample);

    /// <summary>Statistics for each element: a factor and an addend for each.</summary>
    private static void EachElement(NodeContext context, Frame frame)
    {
        float[] Read(int input, string what) => context.Constant(input, what) is var tensor && Squeezed(tensor.Shape, frame.Shape) ? tensor.Floats()
            : throw new ImportProblemException($"has a {what} of {Dimensions.Text(tensor.Shape)}; expected {Dimensions.Text(frame.Shape)}");
        float[] scale = Read(1, "scale"), bias = Read(2, "bias"), mean = Read(3, "mean"), variance = Read(4, "variance");
        float epsilon = context.Attributes.Float("epsilon", DefaultEpsilon);
        context.Budget.Take(2 * scale.Length);
        double[] factors = [.. scale.Select((s, i) => s / Math.Sqrt((double)variance[i] + epsilon))];
        DraftOutput factor = context.ConstantLayer(new(frame.Shape, [.. factors.Select(f => (float)f)]), frame.Shape);
        DraftOutput addend = context.ConstantLayer(new(frame.Shape, [.. factors.Select((f, i) => (float)(bias[i] - mean[i] * f))]), frame.Shape);
        context.Give(context.Add("Add", [context.Add("Mul", [frame.Source, factor], []), addend], []), frame);
    }

    /// <summary>LpNormalization: elements over the norm of an axis; 0 where that is 0.</summary>
    public static void Lp(NodeContext context)
    {
        int p = context.Attributes.Size("p", 2, 1);
        if (p > 2) throw new ImportProblemException(Invariant($"has p = {p}; 1 and 2 are supported"));
        ActivationValue value = context.Activation(0);
        int axis = Axes.Normalize(context.Attributes.Int("axis", -1), value.Shape.Length);
        Frame frame = context.Frame(value, axis == 0);
        DraftOutput norm = context.Add(p == 1 ? "ReduceL1" : "ReduceL2", [frame.Source], [new("axes", new[] { axis - frame.Skipped })]);
        DraftOutput divisor = context.Add("Max", [norm], [new("value", SmallestNormal)]);
        context.Give(context.Add("Div", [frame.Source, divisor], []), frame);
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
    public static LayerArgument[] Epsilon(NodeContext context, float standard = DefaultEpsilon) =>
        context.Attributes.Float("epsilon", standard) is var epsilon && Math.Abs(epsilon - DefaultEpsilon) <= DefaultEpsilon * 1e-5f ? [] : [new("epsilon", epsilon)];

    private static DraftParameter PerChannel(NodeContext context, int input, string role, string what, int channels)
    {
        ConstantTensor tensor = context.Constant(input, what);
        return tensor.Length == channels && tensor.Shape.Length == 1
            ? new(role, [channels], tensor.Data)
            : throw new ImportProblemException(Invariant($"has a {what} of {Dimensions.Text(tensor.Shape)}; expected ({channels})"));
    }
}
