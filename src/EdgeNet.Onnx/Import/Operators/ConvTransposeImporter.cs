using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>ConvTranspose → ConvTranspose of 1 to 3 axes (https://onnx.ai/onnx/operators/onnx__ConvTranspose.html).</summary>
internal static class ConvTransposeImporter
{
    public static void Import(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        ConstantTensor weight = context.Constant(1, "weights");
        if (weight.Shape.Length != value.Shape.Length || weight.Shape.Length < 3)
            throw new ImportProblemException($"has weights of {Dimensions.Text(weight.Shape)} for an input of {Dimensions.Text(value.Shape)}; expected as many axes, 3 or more");
        var window = WindowArguments.Read(context, weight.Shape[2..], value.Shape.Length);
        Frame frame = context.Sample(value);
        int groups = context.Attributes.Size("group", 1, 1), channels = frame.Shape[0];
        if (weight.Shape[0] != channels || channels % groups != 0 || weight.Shape[1] < 1)
            throw new ImportProblemException(Invariant($"has weights of {Dimensions.Text(weight.Shape)} and {groups} groups for {channels} channels; expected (channels, filters / groups, kernel…)"));

        int filters = checked(weight.Shape[1] * groups);
        var (pads, outputPadding) = ReadPads(context, window, frame.Shape);
        List<LayerArgument> arguments = [new("filters", filters)];
        arguments.AddRange(window.ToArguments(strideIsKernel: false).Where(a => a.Name is not ("autoPad" or "padding" or "pads")));
        if (pads.Any(p => p != 0)) arguments.Add(WindowArguments.PerAxis("padding", "pads", pads));
        if (outputPadding.Any(p => p != 0)) arguments.Add(WindowArguments.PerAxis("outputPadding", "outputPaddings", outputPadding));
        if (groups != 1) arguments.Add(new("groups", groups));
        List<DraftParameter> parameters = [new("weight", weight.Shape, weight.Data)];
        ConvImporter.ReadBias(context, filters, arguments, parameters);
        context.Give(context.Add(Invariant($"ConvTranspose{window.Rank}D"), [frame.Source], arguments, parameters), frame);
    }

    /// <summary>The padding, found from the output's shape where the file gives that instead.</summary>
    private static (int[] Pads, int[] OutputPadding) ReadPads(NodeContext context, WindowArguments window, int[] sample)
    {
        int rank = window.Rank;
        int[] outputPadding = WindowArguments.Sizes(context, "output_padding", rank, 0) ?? new int[rank];
        long[]? output = context.Attributes.Ints("output_shape");
        if (output?.Length == rank + 2) output = output[2..]; // Some old files give batch and channels too.
        if (output is not null && output.Length != rank) throw new ImportProblemException(Invariant($"has {output.Length} values of output_shape; expected {rank}"));
        bool isSame = window.AutoPad is "SAME_UPPER" or "SAME_LOWER";
        if (output is null && !isSame) return (window.Pads, outputPadding);

        int[] pads = new int[2 * rank];
        for (int i = 0; i < rank; i++)
        {
            long size = output?[i] ?? (long)sample[i + 1] * window.Strides[i];
            long full = (long)window.Strides[i] * (sample[i + 1] - 1) + outputPadding[i] + (long)(window.Kernel[i] - 1) * window.Dilations[i] + 1;
            if (size < 1 || size > int.MaxValue) throw new ImportProblemException(Invariant($"has an output_shape of {size} on axis {i}; expected 1 or more"));
            long total = full - size, half = Math.Max(total, 0) / 2, rest = Math.Max(total, 0) - half;
            (pads[i], pads[rank + i]) = checked(window.AutoPad == "SAME_UPPER" ? ((int)half, (int)rest) : ((int)rest, (int)half));
            if (total < 0) outputPadding[i] = checked((int)(outputPadding[i] - total));
        }

        return (pads, outputPadding);
    }
}
