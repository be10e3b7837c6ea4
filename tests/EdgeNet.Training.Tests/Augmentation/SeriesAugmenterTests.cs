using EdgeNet.Training.Augmentation;

namespace EdgeNet.Training.Tests.Augmentation;

public class SeriesAugmenterTests
{
    private const int Length = 101;

    [Fact]
    public void A_shift_moves_a_peak_by_no_more_than_its_share()
    {
        var moves = new List<int>();
        for (ulong key = 0; key < 100; key++)
        {
            float[] series = Peak(50);
            Apply(new SeriesAugmentation { Shift = 0.1f }, series, key);
            moves.Add(Array.IndexOf(series, series.Max()) - 50);
        }

        Assert.InRange(moves.Max(), 8, 11);
        Assert.InRange(moves.Min(), -11, -8);
    }

    [Fact]
    public void A_warp_keeps_both_ends_and_the_order_of_time()
    {
        double largest = 0;
        for (ulong key = 0; key < 100; key++)
        {
            float[] time = Ramp();
            Apply(new SeriesAugmentation { Warp = 0.1f }, time, key);
            Assert.Equal(0, time[0], 1e-4f);
            Assert.Equal(Length - 1, time[^1], 1e-3f);
            for (int t = 1; t < Length; t++)
            {
                Assert.True(time[t] >= time[t - 1], $"time runs backward at {t}");
                largest = Math.Max(largest, Math.Abs(time[t] - t));
            }
        }

        Assert.InRange(largest, 0.05 * Length, 0.19 * Length);
    }

    [Fact]
    public void A_crop_stretches_a_part_to_the_whole()
    {
        double shortest = Length;
        for (ulong key = 0; key < 100; key++)
        {
            float[] time = Ramp();
            Apply(new SeriesAugmentation { Crop = 0.4f }, time, key);
            Assert.InRange(time[0], 0, 0.4f * Length);
            Assert.InRange(time[^1], 0.6f * (Length - 1) - 1e-3f, Length - 1);
            shortest = Math.Min(shortest, time[^1] - time[0]);
        }

        Assert.InRange(shortest, 0.59 * Length, 0.65 * Length);
    }

    [Fact]
    public void A_mask_is_one_interval_in_all_channels()
    {
        var masked = new List<int>();
        for (ulong key = 0; key < 100; key++)
        {
            float[] series = [.. Enumerable.Repeat(1f, 2 * Length)];
            Apply(new SeriesAugmentation { Mask = 0.3f }, series, key, channels: 2);
            Assert.Equal(series[..Length], series[Length..]);
            int first = Array.IndexOf(series, 0f, 0, Length), count = series.Take(Length).Count(v => v == 0);
            if (count > 0) Assert.All(series[first..(first + count)], v => Assert.Equal(0, v));
            masked.Add(count);
        }

        Assert.InRange(masked.Max(), 25, 31);
        Assert.InRange(masked.Min(), 0, 4);
    }

    [Fact]
    public void Amplitude_is_a_channels_own_and_noise_has_its_deviation()
    {
        float[] series = [.. Enumerable.Repeat(1f, 2 * Length)];
        Apply(new SeriesAugmentation { Scale = 0.5f }, series, 9, channels: 2);
        Assert.All(series, v => Assert.InRange(v, 1 / 1.5f, 1.5f));
        Assert.Single(series[..Length].Distinct());
        Assert.NotEqual(series[0], series[Length]);

        double squares = 0;
        for (ulong key = 0; key < 200; key++)
        {
            float[] noise = new float[Length];
            Apply(new SeriesAugmentation { Noise = 0.3f }, noise, key);
            squares += noise.Average(v => (double)v * v) / 200;
        }

        // Deviations uniform up to 0.3 have a mean square of 0.3² / 3.
        Assert.Equal(0.03, squares, 0.006);
    }

    private static void Apply(SeriesAugmentation options, float[] series, ulong key, int channels = 1) =>
        options.Create(channels == 1 ? [series.Length] : [channels, series.Length / channels], arePictures: false).Apply(series, key);

    private static float[] Ramp() => [.. Enumerable.Range(0, Length).Select(t => (float)t)];

    private static float[] Peak(int at) => [.. Enumerable.Range(0, Length).Select(t => MathF.Exp(-0.1f * (t - at) * (t - at)))];
}
