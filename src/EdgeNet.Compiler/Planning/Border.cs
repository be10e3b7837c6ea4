using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>Elements around a tensor that the windows of its readers reach.</summary>
/// <param name="Begin">Slices in front, rows above, columns to the left.</param>
/// <param name="End">Slices behind, rows below, columns to the right.</param>
/// <param name="Fill">What they hold.</param>
public sealed record Border(EquatableArray<int> Begin, EquatableArray<int> End, float Fill)
{
    /// <summary>No elements.</summary>
    public static Border None { get; } = new(new int[3], new int[3], 0);

    /// <summary>Whether there are no elements.</summary>
    public bool IsEmpty => Begin.Concat(End).All(size => size == 0);

    /// <summary>A border that reaches as far as both; of two fills zero is kept, and what another needs is left to a copy.</summary>
    /// <param name="other">The other.</param>
    public Border Union(Border other)
    {
        if (IsEmpty) return other;
        if (other.IsEmpty || Fill != other.Fill && Fill == 0) return this;
        if (Fill != other.Fill) return other.Fill == 0 ? other : this;
        return new(Begin.Zip(other.Begin, Math.Max).ToArray(), End.Zip(other.End, Math.Max).ToArray(), Fill);
    }

    /// <summary>Whether this border serves a reader that needs another.</summary>
    /// <param name="other">The other.</param>
    public bool Covers(Border other) => other.IsEmpty
        || Fill == other.Fill && Enumerable.Range(0, 3).All(axis => Begin[axis] >= other.Begin[axis] && End[axis] >= other.End[axis]);

    /// <summary>
    /// Where a volume lies, channels last, with the border around it. What is to the right of a row is to the left of the next one, and
    /// what is below a slice above the next one.
    /// </summary>
    /// <param name="volume">The volume.</param>
    /// <param name="corner">Where its first element lies.</param>
    /// <param name="length">Elements of volume and border.</param>
    public TensorLayout Surround(Volume volume, out int corner, out int length)
    {
        int row = checked((volume.Width + Math.Max(Begin[2], End[2])) * volume.Channels);
        int slice = checked((volume.Height + Math.Max(Begin[1], End[1])) * row);
        var layout = new TensorLayout(volume, 1, slice, row, volume.Channels);
        corner = Reach(layout, Begin);
        length = checked(corner + layout.Length + Reach(layout, End));
        return layout;
    }

    /// <summary>A volume together with the border, where the volume lies in it.</summary>
    /// <param name="inside">The volume.</param>
    public Operand Around(Operand inside)
    {
        TensorLayout layout = inside.Layout;
        Volume volume = layout.Volume;
        volume = new(volume.Channels, volume.Depth + Begin[0] + End[0], volume.Height + Begin[1] + End[1], volume.Width + Begin[2] + End[2]);
        return inside with { Layout = layout with { Volume = volume }, Offset = inside.Offset - Reach(layout, Begin) };
    }

    private static int Reach(TensorLayout layout, EquatableArray<int> sizes) =>
        checked(sizes[0] * layout.DepthStride + sizes[1] * layout.RowStride + sizes[2] * layout.ColumnStride);
}
