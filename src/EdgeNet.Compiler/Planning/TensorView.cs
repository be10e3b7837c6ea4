using EdgeNet.Compiler.Graph;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>
/// A tensor by the axes of its shape: the element (i, j, …) lies at Offset + i·Strides[0] + j·Strides[1] + …. Reordering, cutting,
/// splitting and repeating axes change the numbers only; one copy then does all of them at once.
/// </summary>
/// <param name="Offset">Where the first element lies, from the operand's start.</param>
/// <param name="Sizes">Elements of each axis.</param>
/// <param name="Strides">Elements from one to the next on each axis; 0 repeats, and less walks backwards.</param>
public sealed record TensorView(int Offset, EquatableArray<int> Sizes, EquatableArray<int> Strides)
{
    /// <summary>A tensor as it lies.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="layout">Its layout, of the volume that the shape is seen as.</param>
    public static TensorView Of(TensorShape shape, TensorLayout layout)
    {
        int[] strides = new int[shape.Rank];
        int[] leading = shape.Rank switch
        {
            1 => [layout.ChannelStride],
            2 => [layout.ChannelStride],
            3 => [layout.ChannelStride, layout.RowStride],
            _ => [layout.ChannelStride, layout.DepthStride, layout.RowStride],
        };
        leading.CopyTo(strides, 0);
        for (int axis = shape.Rank - 1, stride = layout.ColumnStride; axis >= leading.Length; stride *= shape[axis--]) strides[axis] = stride;
        return new(0, shape.Dimensions, strides);
    }

    /// <summary>The number of axes.</summary>
    public int Rank => Sizes.Count;

    /// <summary>Axes in another order: axis i of the result is axis axes[i] of this.</summary>
    /// <param name="axes">The order.</param>
    public TensorView Permute(IReadOnlyList<int> axes)
    {
        TensorView self = this;
        return new(Offset, axes.Select(a => self.Sizes[a]).ToArray(), axes.Select(a => self.Strides[a]).ToArray());
    }

    /// <summary>A part of an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="start">The first element.</param>
    /// <param name="size">Elements.</param>
    /// <param name="step">From an element to the next.</param>
    public TensorView Slice(int axis, int start, int size, int step = 1) =>
        new(checked(Offset + start * Strides[axis]), With(Sizes, axis, size), With(Strides, axis, Strides[axis] * step));

    /// <summary>An axis as several, the last of them fastest.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="sizes">Their sizes.</param>
    public TensorView Split(int axis, params int[] sizes)
    {
        int[] strides = new int[sizes.Length];
        for (int i = sizes.Length - 1, stride = Strides[axis]; i >= 0; stride *= sizes[i--]) strides[i] = stride;
        return new(Offset, Replaced(Sizes, axis, sizes), Replaced(Strides, axis, strides));
    }

    /// <summary>The view with an axis that repeats it, put before another.</summary>
    /// <param name="axis">Where the axis goes.</param>
    /// <param name="count">How often.</param>
    public TensorView Repeat(int axis, int count) =>
        new(Offset, Inserted(Sizes, axis, count), Inserted(Strides, axis, 0));

    /// <summary>The view repeated over a larger shape, as numpy broadcasts.</summary>
    /// <param name="shape">The shape.</param>
    public TensorView BroadcastTo(TensorShape shape)
    {
        TensorView self = this;
        int missing = shape.Rank - Rank;
        return new(Offset, shape.Dimensions, Enumerable.Range(0, shape.Rank)
            .Select(axis => axis < missing || self.Sizes[axis - missing] == 1 ? 0 : self.Strides[axis - missing]).ToArray());
    }

    /// <summary>The layout of a shape whose elements lie exactly so, without gaps, or null where there is none.</summary>
    /// <param name="shape">The shape, with the view's sizes.</param>
    public TensorLayout? AsLayout(TensorShape shape)
    {
        TensorView self = this;
        Volume volume = Volume.Of(shape);
        return new[] { TensorLayout.ChannelsFirst(volume), TensorLayout.ChannelsLast(volume) }.FirstOrDefault(layout =>
        {
            TensorView dense = Of(shape, layout);
            return Enumerable.Range(0, self.Rank).All(axis => self.Sizes[axis] == 1 || self.Strides[axis] == dense.Strides[axis]);
        });
    }

    private static int[] With(EquatableArray<int> values, int axis, int value) => [.. values.Take(axis), value, .. values.Skip(axis + 1)];

    private static int[] Replaced(EquatableArray<int> values, int axis, int[] by) => [.. values.Take(axis), .. by, .. values.Skip(axis + 1)];

    private static int[] Inserted(EquatableArray<int> values, int axis, int value) => [.. values.Take(axis), value, .. values.Skip(axis)];
}
