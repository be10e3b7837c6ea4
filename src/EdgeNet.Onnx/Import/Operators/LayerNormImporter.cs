using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// LayerNormalization → LayerNorm, and layers for its mean and 1/deviation where somebody takes them; MeanVarianceNormalization by its
/// definition (https://onnx.ai/onnx/operators/onnx__LayerNormalization.html, onnx__MeanVarianceNormalization.html).
/// </summary>
internal static class LayerNormImporter
{
    public static void Import(NodeContext context)
    {
        context.Attributes.Ignore("stash_type");
        ActivationValue value = context.Activation(0);
        Add(context, value, (1, 2), Axes.Normalize(context.Attributes.Int("axis", -1), value.Shape.Length), NormImporter.DefaultEpsilon);
    }

    /// <summary>Adds the layer, and those of its statistics where somebody takes them as outputs 1 and 2.</summary>
    /// <param name="context">The node.</param>
    /// <param name="value">What is normalized.</param>
    /// <param name="inputs">The inputs that are scale and bias; the bias may be missing.</param>
    /// <param name="axis">The first axis that is normalized over.</param>
    /// <param name="epsilon">What is added to the variance where the node does not say.</param>
    public static void Add(NodeContext context, ActivationValue value, (int Scale, int Bias) inputs, int axis, float epsilon)
    {
        Frame frame = context.Frame(value, axis == 0);
        int own = axis - frame.Skipped;
        int[] shape = frame.Shape[own..];
        List<LayerArgument> arguments = own == 0 ? [] : [new("axis", own)];
        arguments.AddRange(NormImporter.Epsilon(context, epsilon));
        DraftParameter weight = Read(context, inputs.Scale, "weight", "scale", shape);
        DraftParameter bias = context.Has(inputs.Bias) ? Read(context, inputs.Bias, "bias", "bias", shape) : new("bias", shape, TensorData.Of(0.0, Dimensions.Length(shape)));
        context.Give(context.Add("LayerNorm", [frame.Source], arguments, weight, bias), frame);
        if (context.IsUsed(1) || context.IsUsed(2)) AddStatistics(context, frame, own, context.Attributes.Float("epsilon", epsilon));
    }

    public static void MeanVariance(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        int[] axes = Axes.Normalize(context.Attributes.Ints("axes") ?? [0, 2, 3], value.Shape.Length);
        Frame frame = context.Frame(value, axes.Contains(0));
        LayerArgument[] over = [new("axes", axes.Order().Select(a => a - frame.Skipped).ToArray())];
        DraftOutput centred = context.Add("Sub", [frame.Source, context.Add("ReduceMean", [frame.Source], over)], []);
        DraftOutput variance = context.Add("ReduceMean", [context.Add("Activation", [centred], [new("function", nameof(Activation.Square))])], over);
        DraftOutput deviation = context.Add("Activation", [variance], [new("function", nameof(Activation.Sqrt))]);
        DraftOutput divisor = context.Add("Add", [deviation], [new("value", 1e-9f)]);
        context.Give(context.Add("Div", [centred, divisor], []), frame);
    }

    private static void AddStatistics(NodeContext context, Frame frame, int axis, float epsilon)
    {
        LayerArgument[] over = [new("axes", Enumerable.Range(axis, frame.Shape.Length - axis).ToArray())];
        DraftOutput mean = context.Add("ReduceMean", [frame.Source], over);
        context.Give(1, mean, frame.WithFirst(mean.Shape));
        DraftOutput centred = context.Add("Sub", [frame.Source, mean], []);
        DraftOutput variance = context.Add("ReduceMean", [context.Add("Activation", [centred], [new("function", nameof(Activation.Square))])], over);
        DraftOutput shifted = context.Add("Add", [variance], [new("value", epsilon)]);
        DraftOutput inverse = context.Add("Activation", [context.Add("Activation", [shifted], [new("function", nameof(Activation.Sqrt))])], [new("function", nameof(Activation.Reciprocal))]);
        context.Give(2, inverse, frame.WithFirst(inverse.Shape));
    }

    private static DraftParameter Read(NodeContext context, int input, string role, string what, int[] shape)
    {
        ConstantTensor tensor = context.Constant(input, what);
        if (Dimensions.Length(tensor.Shape) == Dimensions.Length(shape) && Dimensions.Broadcast(tensor.Shape, shape) is not null) return new(role, shape, tensor.Data);
        if (Dimensions.Broadcast(shape, tensor.Shape)?.SequenceEqual(shape) != true)
            throw new ImportProblemException($"has a {what} of {Dimensions.Text(tensor.Shape)}; expected {Dimensions.Text(shape)}");
        return new(role, shape, TensorMoves.Expand(tensor, shape).Data);
    }
}
