using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>
/// A 1×1 convolution, which is a product of matrices (pixels × channels by channels × filters), by one level of Strassen's algorithm
/// in Winograd's form: with pixels, channels and filters each in two halves, seven products of blocks instead of eight (V. Strassen, "Gaussian elimination is
/// not optimal", Numer. Math. 13, 1969; S. Winograd, 1971: 15 additions). Halves of the pixels are two neighbouring register tiles, so that
/// the sums of their inputs, S1 = A21 + A22, S2 = S1 − A11, S3 = A11 − A21 and S4 = A12 − S2, take a few KB at a time; the sums of the filters are packed
/// (<c>StrassenPacking</c>), and the products are added up in registers. Pixels that fill no two tiles, and 128-bit code, are done directly:
/// the filters are packed for both, for the products only where vectors of 256 bits are.
/// <para>
/// Filters and channels of the second half are brought to the size of those that they are summed with first, by powers of two. The sums lose digits even so: with
/// filters spread evenly about 0, the errors of the outputs against sums in double precision are some two times those of direct convolution, root mean square, and
/// below three times at the largest; <c>ConvStrassenTests</c> holds them to it, for 64, 256 and 1,024 channels. Two pixels that are paired share their
/// rounding errors: beside one that is many times larger a pixel loses as many digits, and what is no number or infinite in one reaches the other. The bound on
/// the errors for n×n matrices grows from n² to 18·(m² + 6·m) − 6·n with m = n/2, times the largest elements of both matrices: four and a half times (N. Higham, "Accuracy and Stability of Numerical Algorithms", chapter 23).
/// </para>
/// </summary>
/// <param name="Direct">The convolution, done directly.</param>
/// <param name="Pixels">Pixels of a register tile; twice as many are computed together.</param>
/// <param name="IsOverRows">Whether pixels follow each other over the ends of rows and slices; else what rows leave over is done directly.</param>
/// <param name="Sums">Scratch: S1 to S4 of two tiles, each by pixel and channel.</param>
/// <param name="WeightOffset">Where the filters of the seven products start, with their scales after them.</param>
public sealed record ConvStrassenStep(ConvChannelStep Direct, int Pixels, bool IsOverRows, Operand Sums, int WeightOffset)
    : Step(Direct.Name, Direct.Inputs, Direct.Output)
{
    /// <summary>Sums of a tile's inputs.</summary>
    public const int InputSums = 4;

    /// <inheritdoc/>
    public override string Kind => Direct.Kind;

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant(
        $"{Direct.Layer.Settings}, Strassen of 2×{Pixels} pixels{(RestPixels > 0 ? $" ({RestPixels} left over)" : "")}, lanes over output channels");

    /// <inheritdoc/>
    public override EquatableArray<Operand> Scratch => new[] { Sums };

    /// <summary>Pixels of a row that is parted into tiles: of all there are, where they follow each other over the ends of rows.</summary>
    public int RowPixels => IsOverRows ? Output.Layout.Volume.Pixels : Output.Layout.Width;

    /// <summary>Two tiles of such a row.</summary>
    public int Pairs => RowPixels / (2 * Pixels);

    /// <summary>Whether the outputs of pixels that follow each other lie at equal distances.</summary>
    public bool IsOutputEven => !IsOverRows || IsEven(Output.Layout);

    /// <summary>Where the scales of the second half's outputs start; after them those of its inputs.</summary>
    public int ScaleOffset => WeightOffset + StrassenCost.Products * HalfChannels * HalfFilters;

    /// <summary>Channels of a half.</summary>
    public int HalfChannels => Input.Layout.Channels / 2;

    /// <summary>Filters of a half.</summary>
    public int HalfFilters => Direct.Filters / 2;

    private int RestPixels => Output.Layout.Volume.Pixels / RowPixels * (RowPixels - Pairs * 2 * Pixels);

    /// <summary>Whether pixels that follow each other over the ends of rows and slices lie at equal distances.</summary>
    /// <param name="layout">Where they lie.</param>
    public static bool IsEven(TensorLayout layout) =>
        (layout.Height == 1 || layout.RowStride == layout.Width * layout.ColumnStride)
        && (layout.Depth == 1 || layout.DepthStride == layout.Height * layout.Width * layout.ColumnStride);

    /// <summary>Where a pixel lies.</summary>
    /// <param name="layout">The tensor.</param>
    /// <param name="pixel">The pixel's number, row by row.</param>
    public static int Place(TensorLayout layout, int pixel) =>
        pixel % layout.Width * layout.ColumnStride + pixel / layout.Width % layout.Height * layout.RowStride + pixel / layout.Width / layout.Height * layout.DepthStride;

    /// <summary>What is left over of all rows, as convolutions that are done directly.</summary>
    public IEnumerable<ConvChannelStep> Rest()
    {
        int first = Pairs * 2 * Pixels;
        if (!IsOverRows)
        {
            if (first < RowPixels) yield return Part(first, Output.Layout.Volume with { Width = RowPixels - first });
            yield break;
        }

        // The rest of a row, or all of it.
        for (int width = Output.Layout.Width; first < RowPixels; first += width - first % width)
            yield return Part(first, Output.Layout.Volume with { Depth = 1, Height = 1, Width = width - first % width });
    }

    private ConvChannelStep Part(int pixel, Volume volume)
    {
        Operand Of(Operand operand) => operand with
        {
            Offset = operand.Offset + Place(operand.Layout, pixel),
            Layout = operand.Layout with { Volume = volume with { Channels = operand.Layout.Channels } },
        };
        return Direct with { Inputs = new[] { Of(Input) }, Output = Of(Output) };
    }
}
