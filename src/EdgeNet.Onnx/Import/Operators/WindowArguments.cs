using EdgeNet.Description;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>The attributes that ONNX's convolutions and poolings share, as arguments of EdgeNet's.</summary>
internal sealed class WindowArguments
{
    private static readonly string[][] KernelNames = [["kernel"], ["kernelHeight", "kernelWidth"], ["kernelDepth", "kernelHeight", "kernelWidth"]];

    private WindowArguments(int[] kernel, int[] strides, int[] dilations, int[] pads, string autoPad)
    {
        Kernel = kernel;
        Strides = strides;
        Dilations = dilations;
        Pads = pads;
        AutoPad = autoPad;
    }

    /// <summary>Taps on each spatial axis.</summary>
    public int[] Kernel { get; }

    /// <summary>Steps on each spatial axis.</summary>
    public int[] Strides { get; }

    /// <summary>Distances between taps on each spatial axis.</summary>
    public int[] Dilations { get; }

    /// <summary>Every axis' begin, then every axis' end; zeros where they are found automatically.</summary>
    public int[] Pads { get; }

    /// <summary>NOTSET, SAME_UPPER, SAME_LOWER or VALID.</summary>
    public string AutoPad { get; }

    /// <summary>Spatial axes.</summary>
    public int Rank => Kernel.Length;

    /// <summary>Whether elements beside the input are looked at.</summary>
    public bool HasPadding => AutoPad is "SAME_UPPER" or "SAME_LOWER" || Pads.Any(p => p != 0);

    /// <summary>Reads the attributes.</summary>
    /// <param name="context">The node.</param>
    /// <param name="kernel">The kernel as the weights have it, or null where only the attribute says.</param>
    /// <param name="inputRank">The axes of the input in the file.</param>
    public static WindowArguments Read(NodeContext context, int[]? kernel, int inputRank)
    {
        int rank = inputRank - 2;
        if (rank is < 1 or > 3) throw new ImportProblemException(Invariant($"has {Math.Max(rank, 0)} spatial axes (its input has {inputRank} axes with batch and channels); 1 to 3 are supported"));
        int[] shape = Sizes(context, "kernel_shape", rank, 1) ?? kernel ?? throw new ImportProblemException("has no kernel_shape");
        if (kernel is not null && !shape.SequenceEqual(kernel))
            throw new ImportProblemException($"has kernel_shape {Dimensions.Text(shape)}, but weights of {Dimensions.Text(kernel)}");
        int[] ones = [.. Enumerable.Repeat(1, rank)];
        string autoPad = context.Attributes.OneOf("auto_pad", "NOTSET", "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID");
        int[] pads = Sizes(context, "pads", 2 * rank, 0) ?? new int[2 * rank];
        return new(shape, Sizes(context, "strides", rank, 1) ?? ones, Sizes(context, "dilations", rank, 1) ?? ones,
            autoPad == "NOTSET" ? pads : new int[2 * rank], autoPad);
    }

    /// <summary>With an axis before the others along which the window is 1.</summary>
    public WindowArguments WithSamples() => Rank < 3
        ? new([1, .. Kernel], [1, .. Strides], [1, .. Dilations], [0, .. Pads[..Rank], 0, .. Pads[Rank..]], AutoPad)
        : throw new NeedsSamplesException("has 3 spatial axes, and samples of a batch that the network makes itself; 2 are supported there");

    /// <summary>The arguments, without what are defaults.</summary>
    /// <param name="strideIsKernel">Whether the stride is the kernel where none is given, as for poolings.</param>
    public IEnumerable<LayerArgument> ToArguments(bool strideIsKernel)
    {
        if (Kernel.Distinct().Count() == 1) yield return new("kernel", Kernel[0]);
        else for (int i = 0; i < Rank; i++) yield return new(KernelNames[Rank - 1][i], Kernel[i]);
        if (!Strides.SequenceEqual(strideIsKernel ? Kernel : Enumerable.Repeat(1, Rank))) yield return PerAxis("stride", "strides", Strides);
        if (AutoPad is "SAME_UPPER" or "SAME_LOWER") yield return new("autoPad", AutoPad == "SAME_UPPER" ? "SameUpper" : "SameLower");
        else if (Pads.Any(p => p != 0)) yield return PerAxis("padding", "pads", Pads);
        if (Dilations.Any(d => d != 1)) yield return PerAxis("dilation", "dilations", Dilations);
    }

    /// <summary>One number where all are the same, else all.</summary>
    public static LayerArgument PerAxis(string one, string many, int[] values) =>
        values.Distinct().Count() == 1 ? new(one, values[0]) : new(many, values);

    /// <summary>An attribute with a size an axis.</summary>
    public static int[]? Sizes(NodeContext context, string name, int count, int min)
    {
        if (context.Attributes.Ints(name) is not { } values) return null;
        if (values.Length != count) throw new ImportProblemException(Invariant($"has {values.Length} values of {name}; expected {count}"));
        foreach (long value in values)
            if (value < min || value > int.MaxValue) throw new ImportProblemException(Invariant($"has {name} {value}; expected {min} or more"));
        return [.. values.Select(v => (int)v)];
    }
}
