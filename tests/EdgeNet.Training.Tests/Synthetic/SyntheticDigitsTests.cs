using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;

namespace EdgeNet.Training.Tests.Synthetic;

public class SyntheticDigitsTests
{
    [Fact]
    public void The_seed_decides_every_pixel()
    {
        Dataset one = SyntheticDigits.Create([1, 32, 32], 50, 20, seed: 3);
        Dataset same = SyntheticDigits.Create([1, 32, 32], 50, 20, seed: 3);
        Dataset other = SyntheticDigits.Create([1, 32, 32], 50, 20, seed: 4);
        for (int i = 0; i < 50; i++)
        {
            Assert.True(one.Train.Pixels(i).SequenceEqual(same.Train.Pixels(i)));
            Assert.False(one.Train.Pixels(i).SequenceEqual(other.Train.Pixels(i)));
            Assert.Equal(i % 10, one.Train.Label(i));
            for (int j = 0; j < 20; j++)
                Assert.False(one.Train.Pixels(i).SequenceEqual(one.Test!.Pixels(j)));
        }
    }

    [Fact]
    public void Every_digit_has_MNISTs_form()
    {
        byte[] picture = new byte[28 * 28];
        for (int i = 0; i < 500; i++)
        {
            SyntheticDigits.Draw(i % 10, (ulong)i, picture);
            int[] inked = [.. Enumerable.Range(0, picture.Length).Where(p => picture[p] > 128)];
            int height = inked.Max(p => p / 28) - inked.Min(p => p / 28) + 1;
            int width = inked.Max(p => p % 28) - inked.Min(p => p % 28) + 1;
            Assert.InRange(Math.Max(height, width), 18, 21);
            double mass = picture.Sum(v => (double)v);
            Assert.InRange(picture.Select((v, p) => v * (double)(p % 28)).Sum() / mass, 12.8, 14.2);
            Assert.InRange(picture.Select((v, p) => v * (double)(p / 28)).Sum() / mass, 12.8, 14.2);
            Assert.InRange(mass / 255, 20, 220);
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused() =>
        Assert.Throws<TrainingException>(() => SyntheticDigits.Create([2, 32, 32], 10, 10));
}
