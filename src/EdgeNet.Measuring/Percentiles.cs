namespace EdgeNet.Measuring;

/// <summary>Order statistics by the nearest rank.</summary>
public static class Percentiles
{
    /// <summary>The smallest value that is at least as large as a share of all; sorts the values.</summary>
    /// <param name="values">One or more.</param>
    /// <param name="share">In (0, 1].</param>
    public static double Of(Span<double> values, double share)
    {
        values.Sort();
        return values[Math.Max(0, (int)Math.Ceiling(share * values.Length) - 1)];
    }

    /// <summary>The middle value, or the mean of the middle two; sorts the values.</summary>
    /// <param name="values">One or more.</param>
    public static double Median(Span<double> values)
    {
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
