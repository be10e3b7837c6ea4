using static System.FormattableString;

namespace EdgeNet;

/// <summary>
/// Folds a batch normalisation into the layer before it (Ioffe and Szegedy 2015, inference): with s = weight / √(running_var + ε) for each
/// channel, the layer's weights are multiplied by s, and its bias b becomes s·(b − running_mean) + bias. Runs once, when weights are loaded.
/// </summary>
public static class NormFolding
{
    /// <summary>The factor of each channel, weight / √(running_var + ε).</summary>
    /// <param name="weight">The normalisation's weight, an element a channel.</param>
    /// <param name="runningVar">Its running variance, an element a channel.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <returns>The factors.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float[] Scale(ReadOnlySpan<float> weight, ReadOnlySpan<float> runningVar, float epsilon)
    {
        CheckLength(runningVar.Length, weight.Length, nameof(runningVar));
        var scale = new float[weight.Length];
        for (int c = 0; c < scale.Length; c++)
            scale[c] = (float)(weight[c] / Math.Sqrt((double)runningVar[c] + epsilon));
        return scale;
    }

    /// <summary>The bias of each channel, s·(b − running_mean) + bias.</summary>
    /// <param name="layerBias">The bias b of the layer before; empty where it has none.</param>
    /// <param name="bias">The normalisation's bias.</param>
    /// <param name="runningMean">Its running mean.</param>
    /// <param name="scale">The factors s.</param>
    /// <returns>The biases.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float[] Shift(ReadOnlySpan<float> layerBias, ReadOnlySpan<float> bias, ReadOnlySpan<float> runningMean, ReadOnlySpan<float> scale)
    {
        if (!layerBias.IsEmpty) CheckLength(layerBias.Length, scale.Length, nameof(layerBias));
        CheckLength(bias.Length, scale.Length, nameof(bias));
        CheckLength(runningMean.Length, scale.Length, nameof(runningMean));
        var shift = new float[scale.Length];
        for (int c = 0; c < shift.Length; c++)
            shift[c] = (float)(((layerBias.IsEmpty ? 0.0 : layerBias[c]) - runningMean[c]) * scale[c] + bias[c]);
        return shift;
    }

    /// <summary>A layer's weights, each multiplied by its output channel's factor.</summary>
    /// <param name="weight">The weights: groups, in each of them channels of <paramref name="outputStride"/> elements, repeated for every input channel
    /// where inputs come first (transposed convolutions).</param>
    /// <param name="scale">The factors s, an element a channel.</param>
    /// <param name="groupOutputs">Output channels of a group.</param>
    /// <param name="outputStride">Elements from an output channel of a group to the next.</param>
    /// <param name="groupStride">Elements from a group to the next, a multiple of <paramref name="groupOutputs"/> × <paramref name="outputStride"/>.</param>
    /// <returns>The products.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public static float[] Weights(ReadOnlySpan<float> weight, ReadOnlySpan<float> scale, int groupOutputs, int outputStride, int groupStride)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groupOutputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputStride);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groupStride);
        if (groupStride % ((long)groupOutputs * outputStride) != 0)
            throw new ArgumentException(Invariant($"Expected a multiple of {groupOutputs} × {outputStride}, found {groupStride}."), nameof(groupStride));
        CheckLength(weight.Length, (long)scale.Length / groupOutputs * groupStride, nameof(weight));
        var products = new float[weight.Length];
        for (int row = 0; row < weight.Length; row += outputStride)
        {
            float factor = scale[row / groupStride * groupOutputs + row / outputStride % groupOutputs];
            for (int i = row; i < row + outputStride; i++)
                products[i] = weight[i] * factor;
        }
        return products;
    }

    private static void CheckLength(int length, long expected, string name)
    {
        if (length != expected)
            throw new ArgumentException(Invariant($"Expected {expected} elements, found {length}."), name);
    }
}
