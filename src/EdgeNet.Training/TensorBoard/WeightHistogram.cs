namespace EdgeNet.Training.TensorBoard;

/// <summary>A histogram in thirty groups of equal width, as TensorBoard's HistogramProto.</summary>
internal static class WeightHistogram
{
    private const int Groups = 30;

    /// <summary>The histogram of numbers, those that are not finite left out; null where none is left.</summary>
    public static EventMessage? Of(ReadOnlySpan<float> values)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity, sum = 0, squares = 0;
        int count = 0;
        foreach (float value in values)
        {
            if (!float.IsFinite(value)) continue;
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
            sum += value;
            squares += (double)value * value;
            count++;
        }

        if (count == 0) return null;
        double width = high > low ? (high - low) / Groups : 1;
        double[] limits = [.. Enumerable.Range(1, Groups).Select(i => i == Groups && high > low ? high : low + i * width)],
            buckets = new double[Groups];
        foreach (float value in values)
            if (float.IsFinite(value)) buckets[Math.Min((int)((value - low) / width), Groups - 1)]++;
        return new EventMessage().Double(1, low).Double(2, high).Double(3, count).Double(4, sum).Double(5, squares).Doubles(6,
            limits).Doubles(7, buckets);
    }
}
