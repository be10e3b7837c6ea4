using EdgeNet.Training.Gradients;
using EdgeNet.Training.Gradients.Layers.Convolutions;

namespace EdgeNet.Training.Tests.Gradients;

/// <summary>Vectors of 512 bits, which only some machines have, give the bits of those of 256: .NET computes both on every machine.</summary>
public unsafe class ConvKernelTests
{
    [Theory]
    [InlineData(6, 7, 22)]
    [InlineData(5, 4, 600)]
    [InlineData(1, 1, 2)]
    [InlineData(9, 25, 258)]
    public void Kernels_of_both_widths_give_the_same_bits(int filters, int tapCount, int positionCount)
    {
        int[] taps = [.. Enumerable.Range(0, tapCount).Select(t => t * 3 * Lanes.Count)];
        int[] positions = [.. Enumerable.Range(0, positionCount).Select(p => p * Lanes.Count)];
        Assert.True(ConvKernels.ArePairs(positions));
        var random = new SampleRandom(1);
        LaneMemory x = Draw(ref random, (positionCount + tapCount * 3) * Lanes.Count), weight = Draw(ref random, filters * tapCount);
        LaneMemory bias = Draw(ref random, filters), dy = Draw(ref random, filters * positionCount * Lanes.Count);
        LaneMemory narrow = new(dy.Length), wide = new(dy.Length), narrowSums = new(weight.Length), wideSums = new(weight.Length);
        fixed (int* t = taps, p = positions)
        {
            var kernels = new ConvKernels(t, tapCount, p, positionCount, filters, pairs: true);
            ConvForward.Run<OneElement>(kernels, weight.Pointer, bias.Pointer, x.Pointer, narrow.Pointer);
            ConvForward.Run<TwoElements>(kernels, weight.Pointer, bias.Pointer, x.Pointer, wide.Pointer);
            ConvWeightSums.Run<OneElement>(kernels, x.Pointer, dy.Pointer, narrowSums.Pointer);
            ConvWeightSums.Run<TwoElements>(kernels, x.Pointer, dy.Pointer, wideSums.Pointer);
        }

        Assert.Equal(narrow.Span.ToArray(), wide.Span.ToArray());
        Assert.Equal(narrowSums.Span.ToArray(), wideSums.Span.ToArray());
        Assert.DoesNotContain(0f, narrowSums.Span.ToArray());
        for (int o = 0; o < filters; o++)
        {
            double sum = 0;
            for (int position = 0; position < positionCount; position++)
                for (int lane = 0; lane < Lanes.Count; lane++)
                    sum += (double)dy.Span[(o * positionCount + position) * Lanes.Count + lane] * x.Span[taps[^1] + position * Lanes.Count + lane];
            Assert.Equal(sum, narrowSums.Span[o * tapCount + tapCount - 1], 1e-4);
        }
    }

    [Fact]
    public void Positions_that_are_apart_or_odd_in_number_are_no_pairs()
    {
        Assert.False(ConvKernels.ArePairs([0, 8, 16]));
        Assert.False(ConvKernels.ArePairs([0, 16, 32, 48]));
        Assert.True(ConvKernels.ArePairs([0, 8, 40, 48]));
    }

    [Fact]
    public void Four_sums_are_each_the_one_sum()
    {
        var random = new SampleRandom(2);
        LaneMemory m = Draw(ref random, 4 * Lanes.Count);
        var vectors = Enumerable.Range(0, 4).Select(i => Lanes.Load(m.Pointer + i * Lanes.Count)).ToArray();
        var four = Lanes.Sum(vectors[0], vectors[1], vectors[2], vectors[3]);
        for (int i = 0; i < 4; i++)
            Assert.Equal(Lanes.Sum(vectors[i]), four[i]);
    }

    private static LaneMemory Draw(ref SampleRandom random, int length)
    {
        var memory = new LaneMemory(length);
        foreach (ref float value in memory.Span)
            value = random.NextSingle(-1, 1);
        return memory;
    }
}
