using static System.FormattableString;

namespace EdgeNet;

/// <summary>
/// Transforms convolution filters for Winograd's minimal filtering (A. Lavin, S. Gray, "Fast algorithms for convolutional neural networks",
/// CVPR 2016): G·g·Gᵀ for each pair of channels. Runs once, when weights are loaded, in double precision.
/// </summary>
public static class WinogradPacking
{
    /// <summary>
    /// Packs [product][block of 16 outputs][tap][16], where product i·N + j is element (i, j) of V·g·Hᵀ for the filter g of R rows and S columns
    /// that starts at a tap; lanes past the last output are zero. Taps are walked as <see cref="WeightPacking"/> walks them; of strided
    /// filters each phase of rows by itself, one after the other: of P phases, the p-th has the rows p, p + P, … of the filter, and zeros
    /// where it has fewer than R = ⌈rows / P⌉.
    /// </summary>
    /// <param name="weight">The filters, as PyTorch lays them out.</param>
    /// <param name="packed">M·N times <see cref="WeightPacking.ChannelBlocksLength"/>(outputs, phases · taps) elements.</param>
    /// <param name="outputs">Output channels, 1 or more.</param>
    /// <param name="outputStride">Elements from an output channel to the next in <paramref name="weight"/>.</param>
    /// <param name="counts">Iterations of each tap loop, outermost first, 1 or more each; of a phase.</param>
    /// <param name="strides">Elements of <paramref name="weight"/> that a step of each loop moves, 0 or more.</param>
    /// <param name="vertical">V, M×R, row after row.</param>
    /// <param name="filterRows">Rows of a filter, 1 or more; R where there is one phase.</param>
    /// <param name="phases">P, 1 to the rows of a filter.</param>
    /// <param name="rowStride">Elements from a filter's row to the next.</param>
    /// <param name="horizontal">H, N×S, row after row.</param>
    /// <param name="columnTaps">S, 1 or more.</param>
    /// <param name="columnStride">Elements from a filter's column to the next.</param>
    /// <exception cref="ArgumentException">A length does not fit the others.</exception>
    public static void Filters(
        ReadOnlySpan<float> weight, Span<float> packed, int outputs, int outputStride, ReadOnlySpan<int> counts, ReadOnlySpan<int> strides,
        ReadOnlySpan<double> vertical, int filterRows, int phases, int rowStride, ReadOnlySpan<double> horizontal, int columnTaps, int columnStride) =>
        Pack(WeightPacking.Lanes, weight, packed, outputs, outputStride, counts, strides, vertical, filterRows, phases, rowStride, horizontal, columnTaps, columnStride);

    /// <summary>
    /// Packs [product][output][tap], where product i·N + j is element (i, j) of V·g·Hᵀ for the filter g of R rows and S columns that starts
    /// at a tap: for kernels that broadcast one weight at a time. Taps are walked as <see cref="WeightPacking"/> walks them.
    /// </summary>
    /// <param name="weight">The filters, as PyTorch lays them out.</param>
    /// <param name="packed">M·N·outputs·taps elements.</param>
    /// <param name="outputs">Output channels, 1 or more.</param>
    /// <param name="outputStride">Elements from an output channel to the next in <paramref name="weight"/>.</param>
    /// <param name="counts">Iterations of each tap loop, outermost first, 1 or more each.</param>
    /// <param name="strides">Elements of <paramref name="weight"/> that a step of each loop moves, 0 or more.</param>
    /// <param name="vertical">V, M×R, row after row.</param>
    /// <param name="rowTaps">R, 1 or more.</param>
    /// <param name="rowStride">Elements from a filter's row to the next.</param>
    /// <param name="horizontal">H, N×S, row after row.</param>
    /// <param name="columnTaps">S, 1 or more.</param>
    /// <param name="columnStride">Elements from a filter's column to the next.</param>
    /// <exception cref="ArgumentException">A length does not fit the others.</exception>
    public static void Scalars(
        ReadOnlySpan<float> weight, Span<float> packed, int outputs, int outputStride, ReadOnlySpan<int> counts, ReadOnlySpan<int> strides,
        ReadOnlySpan<double> vertical, int rowTaps, int rowStride, ReadOnlySpan<double> horizontal, int columnTaps, int columnStride) =>
        Pack(1, weight, packed, outputs, outputStride, counts, strides, vertical, rowTaps, 1, rowStride, horizontal, columnTaps, columnStride);

    /// <summary>
    /// Shares out the columns h₀, h₁, … of each row of filters for output columns by a two-parallel fast FIR filter (a two-parallel fast FIR filter: Z.-J. Mou,
    /// P. Duhamel, IEEE Trans. Signal Processing 39(6), 1991): part 0 is h₀ + h₁, h₂ + h₃, …, of an odd number of columns the last alone;
    /// part 1 is h₀, h₂, …; part 2 is −h₁, −h₃, ….
    /// </summary>
    /// <param name="weight">Filters as PyTorch lays them out: rows of <paramref name="columns"/> elements.</param>
    /// <param name="columns">Columns of a filter, 2 or more.</param>
    /// <param name="part">0, 1 or 2.</param>
    /// <returns>As many rows, each of half the columns: rounded up in parts 0 and 1, down in part 2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">The weights are not whole rows.</exception>
    public static float[] PairedColumns(ReadOnlySpan<float> weight, int columns, int part)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, 2);
        if (weight.Length % columns != 0)
            throw new ArgumentException(Invariant($"Expected rows of {columns} elements, found {weight.Length} elements in all."), nameof(weight));
        int taps = part < 2 ? (columns + 1) / 2 : columns / 2;
        float[] paired = new float[weight.Length / columns * taps];
        for (int i = 0; i < paired.Length; i++)
        {
            ReadOnlySpan<float> row = weight.Slice(i / taps * columns, columns);
            int column = i % taps * 2;
            float odd = column + 1 < columns ? row[column + 1] : 0;
            paired[i] = part switch { 0 => row[column] + odd, 1 => row[column], _ => -odd };
        }

        return paired;
    }

    /// <summary>Packs [product][block of as many outputs as there are lanes][tap][lane].</summary>
    private static void Pack(
        int lanes, ReadOnlySpan<float> weight, Span<float> packed, int outputs, int outputStride, ReadOnlySpan<int> counts, ReadOnlySpan<int> strides,
        ReadOnlySpan<double> vertical, int filterRows, int phases, int rowStride, ReadOnlySpan<double> horizontal, int columnTaps, int columnStride)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentOutOfRangeException.ThrowIfNegative(outputStride);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(filterRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(phases);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(phases, filterRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columnTaps);
        ArgumentOutOfRangeException.ThrowIfNegative(rowStride);
        ArgumentOutOfRangeException.ThrowIfNegative(columnStride);
        int rowTaps = (int)(((long)filterRows + phases - 1) / phases);
        CheckMatrix(vertical.Length, rowTaps, nameof(vertical));
        CheckMatrix(horizontal.Length, columnTaps, nameof(horizontal));
        int taps = (int)WeightPacking.CheckLoops(counts, strides, out long lastTap);
        WeightPacking.CheckSource(weight.Length, (outputs - 1L) * outputStride + lastTap + (filterRows - 1L) * rowStride + (columnTaps - 1L) * columnStride, nameof(weight));
        int rows = vertical.Length / rowTaps, columns = horizontal.Length / columnTaps;
        int product = checked((outputs + lanes - 1) / lanes * lanes * phases * taps);
        WeightPacking.CheckPacked(packed.Length, (long)rows * columns * product);

        // The offset of each tap, once for all outputs.
        int[] offsets = new int[taps];
        for (int tap = 0; tap < taps; tap++)
        {
            for (int i = counts.Length - 1, left = tap; i >= 0; left /= counts[i], i--)
                offsets[tap] += left % counts[i] * strides[i];
        }

        packed.Clear();
        double[] half = new double[columnTaps];
        for (int output = 0; output < outputs; output++)
        {
            int block = output / lanes * phases * taps;
            for (int phaseTap = 0; phaseTap < phases * taps; phaseTap++)
            {
                int phase = phaseTap / taps, phaseRows = (filterRows - phase + phases - 1) / phases;
                ReadOnlySpan<float> filter = weight[(output * outputStride + offsets[phaseTap % taps] + phase * rowStride)..];
                Span<float> lane = packed[((block + phaseTap) * lanes + output % lanes)..];
                for (int i = 0; i < rows; i++)
                {
                    for (int s = 0; s < columnTaps; s++)
                        half[s] = Dot(vertical.Slice(i * rowTaps, phaseRows), filter[(s * columnStride)..], phases * rowStride);
                    for (int j = 0; j < columns; j++)
                        lane[(i * columns + j) * product] = (float)Dot(horizontal.Slice(j * columnTaps, columnTaps), half);
                }
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<float> b, int stride)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i * stride];
        return sum;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void CheckMatrix(int length, int columns, string name)
    {
        if (length == 0 || length % columns != 0)
            throw new ArgumentException(Invariant($"Expected rows of {columns} elements, found {length} elements in all."), name);
    }
}
