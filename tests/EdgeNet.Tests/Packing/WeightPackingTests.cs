using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Tests.Packing;

public class WeightPackingTests
{
    /// <summary>A nest of tap loops over a weight of contiguous output channels, and how many channels there are.</summary>
    private sealed record Nest(int Outputs, int[] Counts, int[] Strides, int OutputStride)
    {
        public int Taps => Counts.Aggregate(1, (product, count) => product * count);

        public int SourceLength => (Outputs - 1) * OutputStride + Counts.Zip(Strides, (count, stride) => (count - 1) * stride).Sum() + 1;

        /// <summary>Offset of tap t: its loop counters are its digits in the mixed radix of the counts.</summary>
        public int Offset(int tap)
        {
            int offset = 0;
            for (int i = Counts.Length - 1; i >= 0; i--)
            {
                offset += tap % Counts[i] * Strides[i];
                tap /= Counts[i];
            }
            return offset;
        }
    }

    private static readonly Arbitrary<Nest> Nests = (
        from outputs in Gen.Choose(1, 50)
        from loops in Gen.Choose(0, WeightPacking.MaxLoops)
        from counts in Gen.ArrayOf(Gen.Choose(1, 4), loops)
        from strides in Gen.ArrayOf(Gen.Choose(0, 20), loops)
        from outputStride in Gen.Choose(0, 100)
        select new Nest(outputs, counts, strides, outputStride)).ToArbitrary();

    private static float[] Numbered(int length) => [.. Enumerable.Range(1, length).Select(i => (float)i)];

    [Fact]
    public void Channel_blocks_hold_every_tap_of_every_output_and_zeros_past_the_last() =>
        Prop.ForAll(Nests, nest =>
        {
            float[] weight = Numbered(nest.SourceLength);
            int taps = nest.Taps;
            float[] expected = new float[(nest.Outputs + 15) / 16 * taps * 16];
            for (int o = 0; o < nest.Outputs; o++)
                for (int t = 0; t < taps; t++)
                    expected[(o / 16 * taps + t) * 16 + o % 16] = weight[o * nest.OutputStride + nest.Offset(t)];

            float[] packed = new float[WeightPacking.ChannelBlocksLength(nest.Outputs, taps)];
            Array.Fill(packed, float.NaN);
            WeightPacking.ChannelBlocks(weight, packed, nest.Outputs, nest.OutputStride, nest.Counts, nest.Strides);
            Assert.Equal(expected, packed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reorder_gathers_in_loop_order() =>
        Prop.ForAll(Nests, nest =>
        {
            float[] source = Numbered(nest.SourceLength);
            float[] packed = new float[nest.Taps];
            WeightPacking.Reorder(source, packed, nest.Counts, nest.Strides);
            Assert.Equal(Enumerable.Range(0, nest.Taps).Select(t => source[nest.Offset(t)]), packed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_convolution_is_packed_kernel_first_channels_last()
    {
        const int Outputs = 6, Channels = 3, Height = 2, Width = 5;
        float[] weight = Numbered(Outputs * Channels * Height * Width);
        float[] packed = new float[Channels * Height * Width * 16];
        WeightPacking.ChannelBlocks(
            weight, packed, Outputs, Channels * Height * Width, [Height, Width, Channels], [Width, 1, Height * Width]);

        int i = 0;
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
                for (int c = 0; c < Channels; c++)
                    for (int o = 0; o < 16; o++)
                        Assert.Equal(o < Outputs ? weight[((o * Channels + c) * Height + y) * Width + x] : 0, packed[i++]);
    }

    [Fact]
    public void Copy_zeroes_the_rest()
    {
        float[] packed = [9, 9, 9, 9];
        WeightPacking.Copy([1, 2], packed);
        Assert.Equal([1, 2, 0, 0], packed);
    }

    [Fact]
    public void Spans_that_do_not_fit_the_loops_are_refused_before_anything_is_written()
    {
        float[] packed = new float[32];
        Array.Fill(packed, 7);
        Refused("weight", "reach element 3; there are 3", () => WeightPacking.ChannelBlocks(new float[3], packed, 2, 2, [2], [1]));
        Refused("packed", "Expected 64 elements, found 32", () => WeightPacking.ChannelBlocks(new float[34], packed, 17, 2, [2], [1]));
        Refused("packed", "Expected 4 elements, found 32", () => WeightPacking.Reorder(new float[4], packed, [4], [1]));
        Refused("packed", "at least 33 elements, found 32", () => WeightPacking.Copy(new float[33], packed));
        Refused("strides", "Expected 2 strides", () => WeightPacking.Reorder(new float[4], packed, [4, 8], [1]));
        Refused("counts", "at most 5 loops", () => WeightPacking.Reorder(new float[4], packed, [1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0]));
        Refused("counts", "non-zero", () => WeightPacking.Reorder(new float[4], packed, [0], [1]));
        Refused("strides", "non-negative", () => WeightPacking.Reorder(new float[4], packed, [2], [-1]));
        Refused("outputs", "non-zero", () => WeightPacking.ChannelBlocks(new float[4], packed, 0, 1, [2], [1]));
        Refused("counts", "iterations", () => WeightPacking.Reorder(new float[4], packed, [1 << 20, 1 << 20], [0, 0]));
        int huge = int.MaxValue;
        Refused("source", "reach element", () => WeightPacking.Reorder(new float[4], packed, [2, 2, 2, 2, 2], [huge, huge, huge, huge, huge]));
        Assert.All(packed, value => Assert.Equal(7, value));

        static void Refused(string parameter, string message, Action pack)
        {
            var exception = Assert.ThrowsAny<ArgumentException>(pack);
            Assert.Equal(parameter, exception.ParamName);
            Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_packed_length_past_an_array_is_refused() =>
        Assert.Throws<OverflowException>(() => WeightPacking.ChannelBlocksLength(int.MaxValue, 2));
}
