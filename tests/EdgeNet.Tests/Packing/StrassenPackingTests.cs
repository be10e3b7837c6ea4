using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Tests.Packing;

public class StrassenPackingTests
{
    /// <summary>The seven products, put together again, are the product of the matrices.</summary>
    [Fact]
    public void Seven_products_make_the_outputs_of_two_pixels() => Prop.ForAll(
        Gen.Choose(1, 3).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (blocks, half) =>
        {
            int filters = 32 * blocks, channels = 2 * half, product = half * 16;
            var random = new Random(filters + half);
            float[] Random(int length) => [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble() - 0.5f)];
            float[] weight = Random(filters * channels), bias = Random(filters), near = Random(channels), far = Random(channels);
            float[] packed = new float[StrassenPacking.FiltersLength(filters, channels)], starts = new float[filters];
            packed.AsSpan().Fill(float.NaN);
            StrassenPacking.Filters(weight, packed, filters, channels);
            StrassenPacking.Bias(bias, starts);
            double Direct(float[] pixel, int filter) => bias[filter] + Enumerable.Range(0, channels).Sum(c => (double)pixel[c] * weight[filter * channels + c]);

            for (int filter = 0; filter < filters / 2; filter++)
            {
                double M(int p, Func<int, double> left) => Enumerable.Range(0, half).Sum(c => left(c) * packed[filter / 16 * 7 * product + p * product + c * 16 + filter % 16]);
                double S1(int c) => (double)far[c] + far[c + half];
                double S2(int c) => S1(c) - near[c];
                double m1 = starts[filter] + M(0, c => near[c]), sum = m1 + M(2, S2), more = sum + M(3, c => (double)near[c] - far[c]);
                double m5 = starts[filter + filters / 2] + M(5, S1);
                Assert.Equal(Direct(near, filter), m1 + M(1, c => near[c + half]), 1e-5);
                Assert.Equal(Direct(far, filter), more + M(4, c => far[c + half]), 1e-5);
                Assert.Equal(Direct(far, filter + filters / 2), more + m5, 1e-5);
                Assert.Equal(Direct(near, filter + filters / 2), sum + m5 + M(6, c => near[c + half] - S2(c)), 1e-5);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_does_not_fit_is_named()
    {
        float[] weight = new float[32 * 4], packed = new float[16 * 2 * 7];
        Assert.Equal(packed.Length, StrassenPacking.FiltersLength(32, 4));
        StrassenPacking.Filters(weight, packed, 32, 4);
        Assert.Equal("weight", Assert.Throws<ArgumentException>(() => StrassenPacking.Filters(weight.AsSpan(1), packed, 32, 4)).ParamName);
        Assert.Equal("packed", Assert.Throws<ArgumentException>(() => StrassenPacking.Filters(weight, packed.AsSpan(1), 32, 4)).ParamName);
        Assert.Equal("filters", Assert.Throws<ArgumentOutOfRangeException>(() => StrassenPacking.Filters(weight, packed, 16, 8)).ParamName);
        Assert.Equal("filters", Assert.Throws<ArgumentOutOfRangeException>(() => StrassenPacking.FiltersLength(0, 8)).ParamName);
        Assert.Equal("channels", Assert.Throws<ArgumentOutOfRangeException>(() => StrassenPacking.FiltersLength(32, 3)).ParamName);
        Assert.Throws<OverflowException>(() => StrassenPacking.FiltersLength(65536, 65536));
        Assert.Equal("bias", Assert.Throws<ArgumentException>(() => StrassenPacking.Bias(new float[3], new float[3])).ParamName);
        Assert.Equal("packed", Assert.Throws<ArgumentException>(() => StrassenPacking.Bias(new float[4], new float[3])).ParamName);
    }
}
