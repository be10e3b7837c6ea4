using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>Conv → Conv or DepthwiseConv of 1 to 3 axes (https://onnx.ai/onnx/operators/onnx__Conv.html).</summary>
internal static class ConvImporter
{
    public static void Import(NodeContext context) => Import(context, context.Activation(0), context.Constant(1, "weights"));

    /// <summary>NhwcConv of ONNX Runtime: channels stand last, in the value, in the weights and in what comes out.</summary>
    public static void ChannelsLast(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        ConstantTensor weight = context.Constant(1, "weights");
        int rank = value.Shape.Length;
        if (rank < 3 || weight.Shape.Length != rank)
            throw new ImportProblemException($"has weights of {Dimensions.Text(weight.Shape)} for an input of {Dimensions.Text(value.Shape)}; expected as many axes, 3 or more");
        int[] first = [0, rank - 1, .. Enumerable.Range(1, rank - 2)], last = [0, .. Enumerable.Range(2, rank - 2), 1];
        context.Budget.Take(weight.Length, weight);
        Import(context, Turn(context, value, first), TensorMoves.Transpose(weight, first));
        ActivationValue output = Turn(context, context.Output(), last);
        context.Give(0, output);
    }

    private static ActivationValue Turn(NodeContext context, ActivationValue value, int[] order)
    {
        Frame frame = context.Frame(value);
        int[] axes = [.. order.Skip(frame.Skipped).Select(axis => axis - frame.Skipped)];
        return value with { Shape = [.. order.Select(axis => value.Shape[axis])], Source = context.Add("Transpose", [frame.Source], [new("axes", axes)]) };
    }

    private static void Import(NodeContext context, ActivationValue value, ConstantTensor weight)
    {
        if (weight.Shape.Length != value.Shape.Length || weight.Shape.Length < 3)
            throw new ImportProblemException($"has weights of {Dimensions.Text(weight.Shape)} for an input of {Dimensions.Text(value.Shape)}; expected as many axes, 3 or more");
        var window = WindowArguments.Read(context, weight.Shape[2..], value.Shape.Length);
        DraftOutput? folded = context.Folded(value);
        if (folded is not null) window = window.WithSamples();
        Frame frame = folded is { } samples ? new(samples, value.Shape, 0) : context.Sample(value);
        int[] shape = folded is null ? weight.Shape : [.. weight.Shape[..2], 1, .. weight.Shape[2..]];
        int channels = frame.Shape[0], filters = weight.Shape[0], groups = context.Attributes.Size("group", 1, 1);
        if (filters < 1 || channels % groups != 0 || weight.Shape[1] != channels / groups)
            throw new ImportProblemException(Invariant($"has weights of {Dimensions.Text(weight.Shape)} and {groups} groups for {channels} channels; expected (filters, channels / groups, kernel…)"));

        bool isDepthwise = groups == channels && groups > 1 && filters % channels == 0;
        List<LayerArgument> arguments = isDepthwise ? [] : [new("filters", filters)];
        arguments.AddRange(window.ToArguments(strideIsKernel: false));
        if (isDepthwise && filters != channels) arguments.Add(new("multiplier", filters / channels));
        if (!isDepthwise && groups != 1) arguments.Add(new("groups", groups));
        List<DraftParameter> parameters = [new("weight", shape, weight.Data)];
        ReadBias(context, filters, arguments, parameters);
        string kind = Invariant($"{(isDepthwise ? "DepthwiseConv" : "Conv")}{window.Rank}D");
        DraftOutput output = context.Add(kind, [frame.Source], arguments, parameters);
        if (folded is null) context.Give(output, frame);
        else context.GiveFolded(output);
    }

    /// <summary>The third input, which may be missing.</summary>
    public static void ReadBias(NodeContext context, int filters, List<LayerArgument> arguments, List<DraftParameter> parameters)
    {
        if (context.Optional(2, "bias") is not { } bias)
        {
            arguments.Add(new("bias", false));
            return;
        }

        if (bias.Shape is not [var length] || length != filters)
            throw new ImportProblemException(Invariant($"has a bias of {Dimensions.Text(bias.Shape)}; expected ({filters})"));
        parameters.Add(new("bias", bias.Shape, bias.Data));
    }
}
