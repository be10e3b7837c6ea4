using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Tests.Packing;

public class WinogradPackingTests
{
    private static readonly double[] Vertical = [-1, 0, 0, 0.5, 0.5, 0.5, 0.5, -0.5, 0.5, 0, 0, 1];

    private static readonly double[] Horizontal = [-1, 0, 1, 1, 0, 1];

    [Fact]
    public void Each_product_of_each_pair_of_channels_lies_in_its_lane() => Prop.ForAll(
        Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), Gen.Choose(1, 3).ToArbitrary(), (outputs, channels, slices) =>
        {
            var random = new Random(outputs);
            float[] weight = [.. Enumerable.Range(0, outputs * channels * slices * 6).Select(_ => (float)random.NextDouble() - 0.5f)];
            int product = WeightPacking.ChannelBlocksLength(outputs, slices * channels);
            var packed = new float[12 * product];
            packed.AsSpan().Fill(float.NaN);
            WinogradPacking.Filters(weight, packed, outputs, channels * slices * 6, [slices, channels], [6, slices * 6], Vertical, 3, 1, 2, Horizontal, 2, 1);

            for (int lane = 0; lane < (outputs + 15) / 16 * 16; lane++)
            for (int c = 0; c < channels; c++)
            for (int z = 0; z < slices; z++)
            for (int i = 0; i < 4; i++)
            for (int j = 0; j < 3; j++)
            {
                double expected = 0;
                for (int r = 0; r < 3 && lane < outputs; r++)
                for (int s = 0; s < 2; s++)
                    expected += Vertical[i * 3 + r] * weight[((lane * channels + c) * slices + z) * 6 + r * 2 + s] * Horizontal[j * 2 + s];
                int at = (i * 3 + j) * product + ((lane / 16 * slices + z) * channels + c) * 16 + lane % 16;
                Assert.Equal(expected, packed[at], 1e-6);
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>Phase by phase, with zeros for the rows that a phase lacks.</summary>
    [Fact]
    public void Phases_of_rows_are_filters_of_their_own() => Prop.ForAll(
        Gen.Choose(1, 20).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), Gen.Choose(1, 4).ToArbitrary(), (outputs, rows, most) =>
        {
            const int Channels = 3, Columns = 2, Products = 4;
            int phases = Math.Min(most, rows), rowTaps = (rows + phases - 1) / phases, filter = rows * Columns;
            var random = new Random(outputs);
            float[] weight = [.. Enumerable.Range(0, outputs * Channels * filter).Select(_ => (float)random.NextDouble() - 0.5f)];
            double[] vertical = [.. Enumerable.Range(0, Products * rowTaps).Select(_ => random.NextDouble() - 0.5)];
            int product = WeightPacking.ChannelBlocksLength(outputs, phases * Channels * Columns);
            var packed = new float[Products * product];
            WinogradPacking.Filters(weight, packed, outputs, Channels * filter, [Channels, Columns], [filter, 1], vertical, rows, phases, Columns, [1], 1, 1);

            for (int output = 0; output < outputs; output++)
            for (int phase = 0; phase < phases; phase++)
            for (int c = 0; c < Channels; c++)
            for (int column = 0; column < Columns; column++)
            for (int i = 0; i < Products; i++)
            {
                double expected = 0;
                for (int r = 0; phase + r * phases < rows; r++) expected += vertical[i * rowTaps + r] * weight[(output * Channels + c) * filter + (phase + r * phases) * Columns + column];
                int tap = (phase * Channels + c) * Columns + column;
                Assert.Equal(expected, packed[i * product + (output / 16 * phases * Channels * Columns + tap) * 16 + output % 16], 1e-6);
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>The same numbers as in the lanes, an output's taps side by side.</summary>
    [Fact]
    public void Scalars_are_the_lanes_of_filters_one_output_after_the_other() => Prop.ForAll(
        Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), Gen.Choose(1, 3).ToArbitrary(), (outputs, channels, slices) =>
        {
            var random = new Random(outputs);
            float[] weight = [.. Enumerable.Range(0, outputs * channels * slices * 6).Select(_ => (float)random.NextDouble() - 0.5f)];
            int taps = slices * channels, product = WeightPacking.ChannelBlocksLength(outputs, taps);
            float[] lanes = new float[12 * product], scalars = new float[12 * outputs * taps];
            scalars.AsSpan().Fill(float.NaN);
            WinogradPacking.Filters(weight, lanes, outputs, channels * slices * 6, [slices, channels], [6, slices * 6], Vertical, 3, 1, 2, Horizontal, 2, 1);
            WinogradPacking.Scalars(weight, scalars, outputs, channels * slices * 6, [slices, channels], [6, slices * 6], Vertical, 3, 2, Horizontal, 2, 1);
            for (int p = 0; p < 12; p++)
            for (int output = 0; output < outputs; output++)
            for (int tap = 0; tap < taps; tap++)
                Assert.Equal(lanes[p * product + (output / 16 * taps + tap) * 16 + output % 16], scalars[(p * outputs + output) * taps + tap]);
        }).QuickCheckThrowOnFailure();

    /// <summary>With the parts a, b and c, the columns 2n and 2n + 1 of a row of outputs are a + b and a + c, as the two whole filters give them.</summary>
    [Fact]
    public void Paired_columns_are_three_filters_that_give_both_outputs() => Prop.ForAll(
        Gen.Choose(2, 11).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (columns, rows) =>
        {
            var random = new Random(columns);
            float[] weight = [.. Enumerable.Range(0, rows * columns).Select(_ => (float)random.NextDouble() - 0.5f)];
            double[] x = [.. Enumerable.Range(0, columns + 2).Select(_ => random.NextDouble() - 0.5)];
            float[][] parts = [.. Enumerable.Range(0, 3).Select(part => WinogradPacking.PairedColumns(weight, columns, part))];
            for (int row = 0; row < rows; row++)
            {
                double Part(int part, Func<int, double> input)
                {
                    int taps = parts[part].Length / rows;
                    return Enumerable.Range(0, taps).Sum(k => parts[part][row * taps + k] * input(2 * k));
                }

                double a = Part(0, k => x[k + 1]), b = Part(1, k => x[k] - x[k + 1]), c = Part(2, k => x[k + 1] - x[k + 2]);
                double Whole(int first) => Enumerable.Range(0, columns).Sum(k => weight[row * columns + k] * x[first + k]);
                Assert.Equal(Whole(0), a + b, 1e-6);
                Assert.Equal(Whole(1), a + c, 1e-6);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Paired_columns_refuse_what_is_no_row_or_part()
    {
        Assert.Equal("weight", Assert.Throws<ArgumentException>(() => WinogradPacking.PairedColumns(new float[7], 3, 0)).ParamName);
        Assert.Equal("columns", Assert.Throws<ArgumentOutOfRangeException>(() => WinogradPacking.PairedColumns(new float[6], 1, 0)).ParamName);
        Assert.Equal("part", Assert.Throws<ArgumentOutOfRangeException>(() => WinogradPacking.PairedColumns(new float[6], 3, 3)).ParamName);
        Assert.Equal("part", Assert.Throws<ArgumentOutOfRangeException>(() => WinogradPacking.PairedColumns(new float[6], 3, -1)).ParamName);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_named()
    {
        float[] weight = new float[6], packed = new float[12 * 16];
        WinogradPacking.Filters(weight, packed, 1, 6, [1], [6], Vertical, 3, 1, 2, Horizontal, 2, 1);
        Assert.Equal("weight", Assert.Throws<ArgumentException>(() => WinogradPacking.Filters(weight.AsSpan(1), packed, 1, 6, [1], [6], Vertical, 3, 1, 2, Horizontal, 2, 1)).ParamName);
        Assert.Equal("packed", Assert.Throws<ArgumentException>(() => WinogradPacking.Filters(weight, packed.AsSpan(1), 1, 6, [1], [6], Vertical, 3, 1, 2, Horizontal, 2, 1)).ParamName);
        Assert.Equal("packed", Assert.Throws<ArgumentException>(() => WinogradPacking.Scalars(weight, packed, 1, 6, [1], [6], Vertical, 3, 2, Horizontal, 2, 1)).ParamName);
        Assert.Equal("vertical", Assert.Throws<ArgumentException>(() => WinogradPacking.Filters(weight, packed, 1, 6, [1], [6], Vertical.AsSpan(1), 3, 1, 2, Horizontal, 2, 1)).ParamName);
        Assert.Equal("horizontal", Assert.Throws<ArgumentException>(() => WinogradPacking.Filters(weight, packed, 1, 6, [1], [6], Vertical, 3, 1, 2, [], 2, 1)).ParamName);
        Assert.Equal("phases", Assert.Throws<ArgumentOutOfRangeException>(() => WinogradPacking.Filters(weight, packed, 1, 6, [1], [6], Vertical, 3, 4, 2, Horizontal, 2, 1)).ParamName);
        Assert.Equal("outputs", Assert.Throws<ArgumentOutOfRangeException>(() => WinogradPacking.Filters(weight, packed, 0, 6, [1], [6], Vertical, 3, 1, 2, Horizontal, 2, 1)).ParamName);
    }
}
