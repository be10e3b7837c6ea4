namespace EdgeNet.Training.Data.Checks;

/// <summary>What a number is in a part of a data set.</summary>
/// <param name="Name">The number.</param>
/// <param name="Part">The part.</param>
/// <param name="Least">The smallest.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation.</param>
/// <param name="Most">The largest.</param>
public sealed record NumberRange(string Name, string Part, float Least, double Mean, double Deviation, float Most)
{
    /// <summary>Looks at the numbers of a part.</summary>
    /// <param name="part">The part's name.</param>
    /// <param name="targets">Its targets, one sample or more.</param>
    internal static IEnumerable<NumberRange> Of(string part, TargetSet targets) => targets.Names.Select((name, k) =>
    {
        float[] values = [.. Enumerable.Range(0, targets.Count).Select(i => targets.Row(i)[k])];
        double mean = values.Average(v => (double)v);
        return new NumberRange(name, part, values.Min(), mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), values.Max());
    });
}
