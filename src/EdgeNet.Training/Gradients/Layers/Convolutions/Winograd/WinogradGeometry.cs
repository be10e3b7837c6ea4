using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Gradients.Layers.Convolutions.Winograd;

/// <summary>
/// A convolution with tiles along its last axis: the other axes stay taps and positions of <see cref="ConvKernels"/>. It runs in bands of
/// its first axis, so that what lies between the transforms stays in the second-level cache. A series has one band.
/// </summary>
internal sealed class WinogradGeometry
{
    /// <summary>Floats of a band's transformed inputs and products that are aimed at.</summary>
    private const int BandFloats = 96 * 1024;

    /// <summary>Fewer channels or filters than this do not pay for the transforms.</summary>
    private const int LeastChannels = 4;

    /// <summary>Fewer products of channels and filters than this do not pay for the transforms.</summary>
    private const int LeastProducts = 64;

    private WinogradGeometry(Window window, TensorShape input, TensorShape output)
    {
        int rank = window.Rank, last = rank - 1;
        Channels = input.Channels;
        Filters = output.Channels;
        LastTaps = window.Kernel[last];
        Outputs = WinogradPoints.Count + 1 - LastTaps;
        Width = input.Spatial[last];
        OutputWidth = output.Spatial[last];
        Pad = window.PadBegin[last];
        Tiles = (OutputWidth + Outputs - 1) / Outputs;
        int[] kernel = [.. window.Kernel.Take(last)];
        int[] sizes = [.. output.Spatial.Take(last)], inputSizes = [.. input.Spatial.Take(last)];
        int middle = Product(sizes.Skip(1)), middlePadded = Product(sizes.Skip(1).Select((size, axis) => size + kernel[axis + 1] - 1));

        int first = rank > 1 ? sizes[0] : 1, overlap = rank > 1 ? kernel[0] - 1 : 0;
        long row = (long)WinogradPoints.Count * Tiles * Lanes.Count;
        long fixedFloats = row * Channels * middlePadded * overlap;
        long rowFloats = row * ((long)Channels * middlePadded + (long)Filters * middle);
        Band = (int)Math.Clamp((BandFloats - fixedFloats) / Math.Max(1, rowFloats), 1, first);
        // Bands of one size, as far as that goes.
        Bands = (first + Band - 1) / Band;
        Band = (first + Bands - 1) / Bands;
        Rows = first;
        RowPositions = checked(middle * Tiles);
        int[] padded = rank > 1 ? [Band + overlap, .. sizes.Skip(1).Select((size, axis) => size + kernel[axis + 1] - 1)] : [];
        PlaneRows = Product(padded);
        PlaneFloats = checked(PlaneRows * Tiles * Lanes.Count);
        InputRows = Product(inputSizes);
        OutputRows = Product(sizes);
        int[] begin = [.. window.PadBegin.Take(last)];
        SourceRows =
        [
            .. Enumerable.Range(0, Bands).Select(band => Enumerable.Range(0, PlaneRows)
                .Select(r => SourceRow(r, band * Band, padded, inputSizes, begin)).ToArray()),
        ];
        Taps =
        [
            .. Enumerable.Range(0, Channels)
                .SelectMany(c => Flat(kernel, padded).Select(t => checked(c * PlaneFloats + t * Tiles * Lanes.Count))),
        ];
        int[] band = rank > 1 ? [Band, .. sizes.Skip(1)] : [];
        Positions =
        [
            .. Flat(band, padded).SelectMany(r => Enumerable.Range(0, Tiles).Select(t => checked((r * Tiles + t) * Lanes.Count))),
        ];
        ArePairs = ConvKernels.ArePairs(Positions) && RowsOf(Bands - 1) * RowPositions % 2 == 0;
    }

    /// <summary>Channels of the input.</summary>
    public int Channels { get; }

    /// <summary>Channels of the output.</summary>
    public int Filters { get; }

    /// <summary>Taps on the last axis.</summary>
    public int LastTaps { get; }

    /// <summary>Outputs of a tile.</summary>
    public int Outputs { get; }

    /// <summary>Tiles of a row.</summary>
    public int Tiles { get; }

    /// <summary>Elements of a row of the input.</summary>
    public int Width { get; }

    /// <summary>Elements of a row of the output.</summary>
    public int OutputWidth { get; }

    /// <summary>Padded elements before a row.</summary>
    public int Pad { get; }

    /// <summary>Rows of the last axis in a channel of the input.</summary>
    public int InputRows { get; }

    /// <summary>Rows of the last axis in a channel of the output.</summary>
    public int OutputRows { get; }

    /// <summary>For each band, the input's row at each row of the padded band; −1 where that is padding.</summary>
    public int[][] SourceRows { get; }

    /// <summary>Sizes of the output's first axis in all.</summary>
    public int Rows { get; }

    /// <summary>Bands.</summary>
    public int Bands { get; }

    /// <summary>The output's first axis in a band.</summary>
    public int Band { get; }

    /// <summary>Rows of a channel in a band of the padded input.</summary>
    public int PlaneRows { get; }

    /// <summary>Floats of a channel in a band, for one point.</summary>
    public int PlaneFloats { get; }

    /// <summary>Positions of one step of the first axis.</summary>
    public int RowPositions { get; }

    /// <summary>The offset of each leading tap of each channel, in floats.</summary>
    public int[] Taps { get; }

    /// <summary>The offset of each position of a band, in floats.</summary>
    public int[] Positions { get; }

    /// <summary>Whether positions are neighbors in pairs, in every band.</summary>
    public bool ArePairs { get; }

    /// <summary>Floats of a band's transformed inputs.</summary>
    public long InputFloats => (long)WinogradPoints.Count * Channels * PlaneFloats;

    /// <summary>Floats of a band's products.</summary>
    public long ProductFloats => (long)WinogradPoints.Count * Filters * Positions.Length * Lanes.Count;

    /// <summary>Floats of the transformed weights.</summary>
    public long WeightFloats => (long)WinogradPoints.Count * Filters * Taps.Length;

    /// <summary>The first axis in one band: the last may have less.</summary>
    public int RowsOf(int band) => Math.Min(Band, Rows - band * Band);

    /// <summary>Null where the transforms do not fit the window or would not pay.</summary>
    public static WinogradGeometry? TryCreate(Window window, TensorShape input, TensorShape output)
    {
        int taps = window.Kernel[window.Rank - 1];
        if (window.Stride.Any(s => s != 1) || window.Dilation.Any(d => d != 1) || taps is < 3 or > 5) return null;
        if (Math.Min(input.Channels, output.Channels) < LeastChannels) return null;
        if ((long)input.Channels * output.Channels < LeastProducts) return null;
        return output.Spatial[^1] < WinogradPoints.Count + 1 - taps ? null : new WinogradGeometry(window, input, output);
    }

    private static int Product(IEnumerable<int> sizes) => sizes.Aggregate(1, (product, size) => checked(product * size));

    private static int SourceRow(int row, int first, int[] padded, int[] sizes, int[] begin)
    {
        int source = 0;
        for (int axis = padded.Length - 1, rest = row, stride = 1; axis >= 0; axis--)
        {
            int at = rest % padded[axis] - begin[axis] + (axis == 0 ? first : 0);
            if (at < 0 || at >= sizes[axis]) return -1;
            source += at * stride;
            rest /= padded[axis];
            stride *= sizes[axis];
        }

        return source;
    }

    /// <summary>The flat offsets of all places of a box within another.</summary>
    private static IEnumerable<int> Flat(int[] counts, int[] sizes)
    {
        int total = Product(counts);
        for (int i = 0; i < total; i++)
        {
            int offset = 0;
            for (int axis = counts.Length - 1, rest = i, stride = 1; axis >= 0; axis--)
            {
                offset += rest % counts[axis] * stride;
                rest /= counts[axis];
                stride *= sizes[axis];
            }

            yield return offset;
        }
    }
}
