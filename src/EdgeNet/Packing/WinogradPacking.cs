using static System.FormattableString;

namespace EdgeNet;

/// <summary>
/// Transforms convolution filters for Winograd's minimal filtering (A. Lavin, S. Gray, "Fast algorithms for convolutional neural networks",
/// CVPR 2016): G·g·Gᵀ for each pair of channels. Runs once, when weights are loaded, in double precision.
/// </summary>
public static class WinogradPacking
{
    /// <summary>
    /// Packs [product][block of 16 outputs][kernel slice][input channel][16], where product i·N + j is element (i, j) of V·g·Hᵀ for the
    /// filter g of R rows and S columns; lanes past the last output are zero.
    /// </summary>
    /// <param name="weight">Filters as PyTorch lays them out: (outputs, channels, slices, R, S).</param>
    /// <param name="packed">M·N times <see cref="WeightPacking.ChannelBlocksLength"/>(outputs, slices·channels) elements.</param>
    /// <param name="outputs">Output channels, 1 or more.</param>
    /// <param name="channels">Input channels, 1 or more.</param>
    /// <param name="slices">Kernel slices, 1 or more.</param>
    /// <param name="vertical">V, M×R, row after row.</param>
    /// <param name="rowTaps">R, 1 or more.</param>
    /// <param name="horizontal">H, N×S, row after row.</param>
    /// <param name="columnTaps">S, 1 or more.</param>
    /// <exception cref="ArgumentException">A length does not fit the others.</exception>
    public static void Filters(
        ReadOnlySpan<float> weight, Span<float> packed, int outputs, int channels, int slices,
        ReadOnlySpan<double> vertical, int rowTaps, ReadOnlySpan<double> horizontal, int columnTaps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(slices);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowTaps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columnTaps);
        CheckMatrix(vertical.Length, rowTaps, nameof(vertical));
        CheckMatrix(horizontal.Length, columnTaps, nameof(horizontal));
        int rows = vertical.Length / rowTaps, columns = horizontal.Length / columnTaps, taps = checked(rowTaps * columnTaps);
        CheckLength(weight.Length, (long)outputs * channels * slices * taps, nameof(weight));
        int product = WeightPacking.ChannelBlocksLength(outputs, checked(slices * channels));
        CheckLength(packed.Length, (long)rows * columns * product, nameof(packed));

        packed.Clear();
        double[] half = new double[rows * columnTaps];
        for (int output = 0; output < outputs; output++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                for (int slice = 0; slice < slices; slice++)
                {
                    ReadOnlySpan<float> filter = weight.Slice(((output * channels + channel) * slices + slice) * taps, taps);
                    int block = output / WeightPacking.Lanes * slices * channels;
                    int lane = (block + slice * channels + channel) * WeightPacking.Lanes + output % WeightPacking.Lanes;
                    Transform(filter, half, packed[lane..], product, vertical, rowTaps, horizontal, columnTaps);
                }
            }
        }
    }

    private static void Transform(
        ReadOnlySpan<float> filter, Span<double> half, Span<float> packed, int product,
        ReadOnlySpan<double> vertical, int rowTaps, ReadOnlySpan<double> horizontal, int columnTaps)
    {
        int rows = vertical.Length / rowTaps, columns = horizontal.Length / columnTaps;
        for (int i = 0; i < rows; i++)
        {
            for (int s = 0; s < columnTaps; s++)
            {
                double sum = 0;
                for (int r = 0; r < rowTaps; r++) sum += vertical[i * rowTaps + r] * filter[r * columnTaps + s];
                half[i * columnTaps + s] = sum;
            }

            for (int j = 0; j < columns; j++)
            {
                double sum = 0;
                for (int s = 0; s < columnTaps; s++) sum += half[i * columnTaps + s] * horizontal[j * columnTaps + s];
                packed[(i * columns + j) * product] = (float)sum;
            }
        }
    }

    private static void CheckMatrix(int length, int columns, string name)
    {
        if (length == 0 || length % columns != 0)
            throw new ArgumentException(Invariant($"Expected rows of {columns} elements, found {length} elements in all."), name);
    }

    private static void CheckLength(int length, long expected, string name)
    {
        if (length != expected)
            throw new ArgumentException(Invariant($"Expected {expected} elements, found {length}."), name);
    }
}
