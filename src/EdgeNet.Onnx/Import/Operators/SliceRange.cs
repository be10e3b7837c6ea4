namespace EdgeNet.Onnx.Import.Operators;

/// <summary>What a slice takes of one axis.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Start">The first element.</param>
/// <param name="Count">How many.</param>
/// <param name="Step">From each to the next; negative backwards.</param>
internal readonly record struct SliceRange(int Axis, int Start, int Count, int Step)
{
    /// <summary>The end, exclusive, as numpy writes it; what lies before the first element is far below 0.</summary>
    public int End => (long)Start + (long)Count * Step is var end && Step > 0 ? (int)Math.Min(end, int.MaxValue)
        : Start + (Count - 1) * Step > 0 ? Start + (Count - 1) * Step - 1 : -int.MaxValue;

    /// <summary>Whether it takes an axis of a size as it is.</summary>
    public bool IsAll(int size) => Start == 0 && Count == size && Step == 1;

    /// <summary>start:end:step on an axis of a size.</summary>
    public static SliceRange Clamp(int axis, int size, long start, long end, long step)
    {
        if (step == 0) throw new ImportProblemException("has a step of 0");
        // No axis is longer than 32 bits count; a larger step takes one element too.
        step = Math.Clamp(step, -int.MaxValue, int.MaxValue);
        start = Math.Clamp(start, long.MinValue / 2, long.MaxValue / 2);
        end = Math.Clamp(end, long.MinValue / 2, long.MaxValue / 2);
        if (start < 0) start += size;
        if (end < 0) end += size;
        long low = step > 0 ? 0 : -1, high = step > 0 ? size : size - 1L;
        start = Math.Clamp(start, low, high);
        end = Math.Clamp(end, low, high);
        long count = step > 0 ? (end - start + step - 1) / step : (start - end - step - 1) / -step;
        return new(axis, (int)start, (int)Math.Max(0, count), count <= 1 ? 1 : (int)step);
    }
}
