using EdgeNet.Compiler.Graph;

namespace EdgeNet.Onnx.Reference;

/// <summary>A tensor of doubles, channels first, rows in C order.</summary>
internal sealed class ReferenceTensor
{
    /// <summary>A tensor of zeros.</summary>
    public ReferenceTensor(TensorShape shape)
        : this(shape, new double[shape.Length])
    {
    }

    /// <summary>A tensor of given values.</summary>
    public ReferenceTensor(TensorShape shape, double[] values)
    {
        if (values.Length != shape.Length)
            throw new ArgumentException($"Expected {shape} = {shape.Length} elements, found {values.Length}.");
        Shape = shape;
        Values = values;
    }

    /// <summary>A tensor of given values.</summary>
    public ReferenceTensor(TensorShape shape, float[] values)
        : this(shape, [.. values.Select(v => (double)v)])
    {
    }

    public TensorShape Shape { get; }

    public double[] Values { get; }

    /// <summary>The element of a channel at spatial coordinates.</summary>
    public double this[int channel, int[] at]
    {
        get => Values[Offset(channel, at)];
        set => Values[Offset(channel, at)] = value;
    }

    /// <summary>The element at coordinates of all axes.</summary>
    public double this[params int[] at]
    {
        get => Values[FlatOffset(at)];
        set => Values[FlatOffset(at)] = value;
    }

    /// <summary>Every coordinate of the tensor, last axis fastest.</summary>
    public IEnumerable<int[]> Coordinates() => Coordinates([.. Shape.Dimensions]);

    /// <summary>The element of a tensor that is broadcast, as numpy does it, to a shape of which these are coordinates.</summary>
    public double Broadcast(int[] at)
    {
        int missing = at.Length - Shape.Rank;
        return this[[.. Shape.Dimensions.Select((size, axis) => size == 1 ? 0 : at[missing + axis])]];
    }

    /// <summary>Whether spatial coordinates lie in the tensor.</summary>
    public bool Holds(int[] at) => at.Select((x, axis) => x >= 0 && x < Shape[axis + 1]).All(inside => inside);

    /// <summary>Every coordinate of a box, last axis fastest.</summary>
    public static IEnumerable<int[]> Coordinates(IReadOnlyList<int> sizes)
    {
        int count = sizes.Aggregate(1, (product, size) => product * size);
        for (int i = 0; i < count; i++)
        {
            int[] at = new int[sizes.Count];
            for (int axis = sizes.Count - 1, rest = i; axis >= 0; axis--)
            {
                at[axis] = rest % sizes[axis];
                rest /= sizes[axis];
            }

            yield return at;
        }
    }

    /// <summary>Where a tap of a window lies in the input, for the window at a position; it may lie outside.</summary>
    public static int[] Tap(Window window, int[] position, int[] tap) =>
        [.. position.Select((p, axis) => p * window.Stride[axis] - window.PadBegin[axis] + tap[axis] * window.Dilation[axis])];

    private int FlatOffset(int[] at)
    {
        int offset = 0;
        for (int axis = 0; axis < Shape.Rank; axis++)
            offset = at[axis] >= 0 && at[axis] < Shape[axis]
                ? offset * Shape[axis] + at[axis]
                : throw new ArgumentOutOfRangeException(nameof(at), $"({string.Join(", ", at)}) lies outside {Shape}.");
        return offset;
    }

    private int Offset(int channel, int[] at)
    {
        int offset = channel;
        for (int axis = 0; axis < at.Length; axis++)
            offset = offset * Shape[axis + 1] + at[axis];
        return offset;
    }
}
