namespace EdgeNet.Training.Parameters;

/// <summary>The moving average of the weights (Polyak 1992), which is what is evaluated and kept.</summary>
internal static class WeightAverage
{
    /// <summary>Takes in the weights after a step.</summary>
    /// <param name="average">The average, changed in place.</param>
    /// <param name="parameters">The weights.</param>
    /// <param name="most">Its decay, in (0, 1).</param>
    /// <param name="steps">Steps done so far: at first the average is short, since the drawn weights should not linger in it.</param>
    public static void Update(ParameterSet average, ParameterSet parameters, float most, long steps)
    {
        float decay = (float)Math.Min(most, (1.0 + steps) / (10.0 + steps));
        Span<float> values = average.Values;
        ReadOnlySpan<float> now = parameters.Values;
        for (int i = 0; i < values.Length; i++)
            values[i] += (1 - decay) * (now[i] - values[i]);
    }
}
