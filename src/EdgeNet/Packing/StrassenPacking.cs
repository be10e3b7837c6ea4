using static System.FormattableString;

namespace EdgeNet;

/// <summary>
/// Packs the filters of 1×1 convolutions for a level of Strassen's algorithm (V. Strassen, "Gaussian elimination is not optimal",
/// 1969) in the form of S. Winograd (1971) with 15 additions: seven products of half as many channels and filters in the place of eight.
/// With input·filters = C, both channels and filters in two halves, B11 B12 B21 B22 the filters' blocks, the products' right sides are
/// B11, B21, −T2, T3, −T4, T1 and B22, where T1 = B12 − B11, T2 = B22 − T1, T3 = B22 − B12 and T4 = T2 − B21. Runs once, when weights
/// are loaded; sums are rounded once, from double precision.
/// <para>
/// So that what is large in one half does not drown what is small in the other, filters of the second half are divided by the powers of two near how much
/// larger their largest weights are than those of the first half's, and channels likewise by their weights' mean magnitudes (G. Ballard, A. Benson, A. Druinsky,
/// B. Lipshitz, O. Schwartz, "Improving the numerical stability of fast matrix multiplication", SIAM J. Matrix Anal. Appl. 37, 2016). Outputs of the second half are multiplied by the former again; its inputs,
/// where they are summed, by the latter.
/// </para>
/// </summary>
public static class StrassenPacking
{
    /// <summary>Products.</summary>
    public const int Products = 7;

    /// <summary>Elements of packed filters: <see cref="Products"/> quarters of the filters, and a scale for each filter and channel of the second half.</summary>
    /// <param name="filters">Output channels, a multiple of twice <see cref="WeightPacking.Lanes"/>.</param>
    /// <param name="channels">Input channels, even.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channels do not part so.</exception>
    /// <exception cref="OverflowException">The length exceeds <see cref="int.MaxValue"/>.</exception>
    public static int FiltersLength(int filters, int channels)
    {
        CheckHalves(filters, 2 * WeightPacking.Lanes, nameof(filters));
        CheckHalves(channels, 2, nameof(channels));
        return checked((int)((long)filters / 2 * (channels / 2) * Products + filters / 2 + channels / 2));
    }

    /// <summary>
    /// Packs [block of 16 filters of the first half][product][channel of the first half][16]: with those filters go the ones that are half
    /// of all filters further. After them the scales of the second half's outputs, and those of its inputs.
    /// </summary>
    /// <param name="weight">The filters, (filters, channels).</param>
    /// <param name="packed">Exactly <see cref="FiltersLength"/> elements.</param>
    /// <param name="filters">Output channels, a multiple of twice <see cref="WeightPacking.Lanes"/>.</param>
    /// <param name="channels">Input channels, even.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the channels do not part so.</exception>
    public static void Filters(ReadOnlySpan<float> weight, Span<float> packed, int filters, int channels)
    {
        int length = FiltersLength(filters, channels), lanes = WeightPacking.Lanes, half = channels / 2;
        CheckLength(weight.Length, (long)filters * channels, nameof(weight));
        CheckLength(packed.Length, length, nameof(packed));
        int product = half * lanes;
        Span<float> outputScales = packed.Slice(filters / 2 * half * Products, filters / 2), inputScales = packed[^half..];
        Scales(weight, channels, outputScales, inputScales);
        for (int filter = 0; filter < filters / 2; filter++)
        {
            ReadOnlySpan<float> near = weight.Slice(filter * channels, channels), far = weight.Slice((filter + filters / 2) * channels, channels);
            Span<float> lane = packed[(filter / lanes * Products * product + filter % lanes)..];
            for (int channel = 0; channel < half; channel++)
            {
                double scale = inputScales[channel], b11 = near[channel], b12 = far[channel] / outputScales[filter];
                double b21 = near[channel + half] / scale, b22 = far[channel + half] / outputScales[filter] / scale;
                double t1 = b12 - b11, t2 = b22 - t1;
                int at = channel * lanes;
                lane[at] = (float)b11;
                lane[at + product] = (float)(b21 * scale);
                lane[at + 2 * product] = (float)-t2;
                lane[at + 3 * product] = (float)(b22 - b12);
                lane[at + 4 * product] = (float)((b21 - t2) * scale);
                lane[at + 5 * product] = (float)t1;
                lane[at + 6 * product] = (float)b22;
            }
        }
    }

    private static void Scales(ReadOnlySpan<float> weight, int channels, Span<float> outputs, Span<float> inputs)
    {
        double[] largest = new double[2 * outputs.Length];
        for (int filter = 0; filter < largest.Length; filter++)
        {
            foreach (float w in weight.Slice(filter * channels, channels)) largest[filter] = Math.Max(largest[filter], Math.Abs((double)w));
        }

        for (int filter = 0; filter < outputs.Length; filter++) outputs[filter] = (float)Scale(largest[filter + outputs.Length] / largest[filter]);
        for (int channel = 0; channel < inputs.Length; channel++)
        {
            double near = 0, far = 0;
            for (int filter = 0; filter < largest.Length; filter++)
            {
                if (largest[filter] == 0) continue;
                near += Math.Abs((double)weight[filter * channels + channel]) / largest[filter];
                far += Math.Abs((double)weight[filter * channels + channel + inputs.Length]) / largest[filter];
            }

            inputs[channel] = (float)Scale(far / near);
        }
    }

    /// <summary>The power of two nearest to a ratio, so that like sizes stay as they are; 1 for none and for what is no number.</summary>
    private static double Scale(double ratio) => ratio > 0 && double.IsFinite(ratio) ? Math.ScaleB(1, (int)Math.Clamp(Math.Round(Math.Log2(ratio)), -100, 100)) : 1;

    private static void CheckHalves(int count, int multiple, string name)
    {
        if (count <= 0 || count % multiple != 0)
            throw new ArgumentOutOfRangeException(name, count, Invariant($"Expected a multiple of {multiple}."));
    }

    private static void CheckLength(int length, long expected, string name)
    {
        if (length != expected) throw new ArgumentException(Invariant($"Expected {expected} elements, found {length}."), name);
    }
}
