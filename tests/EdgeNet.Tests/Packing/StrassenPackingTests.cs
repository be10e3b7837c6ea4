using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Tests.Packing;

public class StrassenPackingTests
{
    /// <summary>The seven products, put together again, are the product of the matrices.</summary>
    [Fact]
    public void Strassen_products_make_the_outputs_of_two_pixels() => Prop.ForAll(
        Gen.Choose(1, 3).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (blocks, half) =>
        {
            int filters = 32 * blocks, channels = 2 * half, product = half * 16;
            var random = new Random(filters + half);
            float[] Random(int length) => [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble() - 0.5f)];
            float[] weight = Random(filters * channels), near = Random(channels), far = Random(channels);
            // Filters and channels of very different sizes, and an empty one of each.
            for (int i = 0; i < weight.Length; i++) weight[i] *= i / channels == 1 || i % channels == 1 ? 0 : MathF.Pow(10, i / channels % 5 - 2) * MathF.Pow(10, i % channels % 3);
            for (int c = 0; c < channels; c++) (near[c], far[c]) = (near[c] / MathF.Pow(10, c % 3), far[c] / MathF.Pow(10, c % 3));
            float[] packed = new float[StrassenPacking.FiltersLength(filters, channels)];
            packed.AsSpan().Fill(float.NaN);
            StrassenPacking.Filters(weight, packed, filters, channels);
            ReadOnlyMemory<float> outputs = packed.AsMemory(7 * filters / 2 * half, filters / 2), inputs = packed.AsMemory(7 * filters / 2 * half + filters / 2);
            Assert.Equal(half, inputs.Length);
            foreach (float scale in outputs.ToArray().Concat(inputs.ToArray())) Assert.Equal(0, BitConverter.SingleToInt32Bits(scale) & 0x7FFFFF);
            double Direct(float[] pixel, int filter) => Enumerable.Range(0, channels).Sum(c => (double)pixel[c] * weight[filter * channels + c]) / (filter < filters / 2 ? 1 : outputs.Span[filter - filters / 2]);

            for (int filter = 0; filter < filters / 2; filter++)
            {
                double M(int p, Func<int, double> left) => Enumerable.Range(0, half).Sum(c => left(c) * packed[filter / 16 * 7 * product + p * product + c * 16 + filter % 16]);
                double Scaled(float[] pixel, int c) => (double)pixel[c + half] * inputs.Span[c];
                double S1(int c) => far[c] + Scaled(far, c);
                double S2(int c) => S1(c) - near[c];
                double m1 = M(0, c => near[c]), sum = m1 + M(2, c => -S2(c)), more = sum + M(3, c => (double)near[c] - far[c]);
                double m5 = M(5, S1);
                double Magnitude(float[] pixel, int f) => Enumerable.Range(0, channels).Sum(c => Math.Abs((double)pixel[c] * weight[f * channels + c])) / (f < filters / 2 ? 1 : outputs.Span[filter]);
                double tolerance = 1e-6 * new[] { near, far }.Max(p => Magnitude(p, filter) + Magnitude(p, filter + filters / 2));
                Assert.Equal(Direct(near, filter), m1 + M(1, c => near[c + half]), tolerance);
                Assert.Equal(Direct(far, filter), more + M(4, c => far[c + half]), tolerance);
                Assert.Equal(Direct(far, filter + filters / 2), more + m5, tolerance);
                Assert.Equal(Direct(near, filter + filters / 2), sum + m5 + M(6, c => Scaled(near, c) - S2(c)), tolerance);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_does_not_fit_is_named()
    {
        float[] weight = new float[32 * 4], packed = new float[16 * 2 * 7 + 16 + 2];
        Assert.Equal(packed.Length, StrassenPacking.FiltersLength(32, 4));
        StrassenPacking.Filters(weight, packed, 32, 4);
        Assert.Equal("weight", Assert.Throws<ArgumentException>(() => StrassenPacking.Filters(weight.AsSpan(1), packed, 32, 4)).ParamName);
        Assert.Equal("packed", Assert.Throws<ArgumentException>(() => StrassenPacking.Filters(weight, packed.AsSpan(1), 32, 4)).ParamName);
        Assert.Equal("filters", Assert.Throws<ArgumentOutOfRangeException>(() => StrassenPacking.Filters(weight, packed, 16, 8)).ParamName);
        Assert.Equal("filters", Assert.Throws<ArgumentOutOfRangeException>(() => StrassenPacking.FiltersLength(0, 8)).ParamName);
        Assert.Equal("channels", Assert.Throws<ArgumentOutOfRangeException>(() => StrassenPacking.FiltersLength(32, 3)).ParamName);
        Assert.Throws<OverflowException>(() => StrassenPacking.FiltersLength(65536, 65536));
    }
}
