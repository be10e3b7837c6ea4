using EdgeNet.Training.Data;

namespace EdgeNet.Training;

/// <summary>
/// The scale in which a network learns numbers: each is standardized, so that all count alike and rates mean what they mean for classes.
/// </summary>
/// <param name="Mean">The mean of each number over the training part.</param>
/// <param name="Deviation">Its deviation; 1 of a number that never changes.</param>
internal sealed record TargetScale(float[] Mean, float[] Deviation)
{
    /// <summary>What is below it cannot be divided by in floats without losing bits.</summary>
    private const double LeastDeviation = 1e-30;

    /// <summary>Measures targets.</summary>
    /// <param name="targets">Those of the training part.</param>
    public static TargetScale Of(TargetSet targets)
    {
        int width = targets.Names.Count;
        float[] means = new float[width], deviations = new float[width];
        for (int k = 0; k < width; k++)
        {
            double sum = 0, squares = 0;
            for (int i = 0; i < targets.Count; i++) sum += targets.Row(i)[k];
            double mean = sum / targets.Count;
            for (int i = 0; i < targets.Count; i++) squares += (targets.Row(i)[k] - mean) * (targets.Row(i)[k] - mean);
            double deviation = Math.Sqrt(squares / targets.Count);
            means[k] = (float)mean;
            deviations[k] = deviation > 1e-6 * Math.Abs(mean) && deviation > LeastDeviation ? (float)deviation : 1;
        }

        return new(means, deviations);
    }

    /// <summary>A number in this scale.</summary>
    /// <param name="target">Which number.</param>
    /// <param name="value">The number in its own unit.</param>
    public float Standardize(int target, float value) => (value - Mean[target]) / Deviation[target];
}
