using static System.FormattableString;

namespace EdgeNet;

/// <summary>
/// Packs the filters of convolutions of one tap for a level of Strassen's algorithm (V. Strassen, "Gaussian elimination is not optimal",
/// 1969) in the form of S. Winograd (1971) with 15 additions: seven products of half as many channels and filters in the place of eight.
/// With input·filters = C, both channels and filters in two halves, B11 B12 B21 B22 the filters' blocks, the products' right sides are
/// B11, B21, T2, T3, −T4, T1 and B22, where T1 = B12 − B11, T2 = B22 − T1, T3 = B22 − B12 and T4 = T2 − B21. Runs once, when weights
/// are loaded; sums are rounded once, from double precision.
/// </summary>
public static class StrassenPacking
{
    /// <summary>Products.</summary>
    public const int Products = 7;

    /// <summary>Elements of packed filters: <see cref="Products"/> quarters of the filters.</summary>
    /// <param name="filters">Output channels, a multiple of twice <see cref="WeightPacking.Lanes"/>.</param>
    /// <param name="channels">Input channels, even.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channels do not part so.</exception>
    /// <exception cref="OverflowException">The length exceeds <see cref="int.MaxValue"/>.</exception>
    public static int FiltersLength(int filters, int channels)
    {
        CheckHalves(filters, 2 * WeightPacking.Lanes, nameof(filters));
        CheckHalves(channels, 2, nameof(channels));
        return checked((int)((long)filters / 2 * (channels / 2) * Products));
    }

    /// <summary>
    /// Packs [block of 16 filters of the first half][product][channel of the first half][16]: with those filters go the ones that are half
    /// of all filters further.
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
        for (int filter = 0; filter < filters / 2; filter++)
        {
            ReadOnlySpan<float> near = weight.Slice(filter * channels, channels), far = weight.Slice((filter + filters / 2) * channels, channels);
            Span<float> lane = packed[(filter / lanes * Products * product + filter % lanes)..];
            for (int channel = 0; channel < half; channel++)
            {
                double b11 = near[channel], b21 = near[channel + half], b12 = far[channel], b22 = far[channel + half];
                double t1 = b12 - b11, t2 = b22 - t1;
                int at = channel * lanes;
                lane[at] = (float)b11;
                lane[at + product] = (float)b21;
                lane[at + 2 * product] = (float)t2;
                lane[at + 3 * product] = (float)(b22 - b12);
                lane[at + 4 * product] = (float)(b21 - t2);
                lane[at + 5 * product] = (float)t1;
                lane[at + 6 * product] = (float)b22;
            }
        }
    }

    /// <summary>
    /// Packs what sums of products start at: the first half of the biases for the products that all of a pixel's outputs share, and what the
    /// second half has beyond them.
    /// </summary>
    /// <param name="bias">A bias for each filter.</param>
    /// <param name="packed">As many elements.</param>
    /// <exception cref="ArgumentException">The lengths differ or are odd.</exception>
    public static void Bias(ReadOnlySpan<float> bias, Span<float> packed)
    {
        if (bias.Length % 2 != 0) throw new ArgumentException(Invariant($"Expected an even number of biases, found {bias.Length}."), nameof(bias));
        CheckLength(packed.Length, bias.Length, nameof(packed));
        int half = bias.Length / 2;
        bias[..half].CopyTo(packed);
        for (int i = 0; i < half; i++) packed[half + i] = bias[half + i] - bias[i];
    }

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
