using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;
using EdgeNet.Training.Synthetic.Lines;

namespace EdgeNet.Training.Tests.Synthetic.Lines;

public sealed class LineWriterTests
{
    private readonly float[] _strip = new float[LineWriter.FullWidth * LineWriter.Height];

    [Fact]
    public void The_same_key_draws_the_same_strip_on_any_writer()
    {
        var one = new LineWriter(new LineInk(Pictures()));
        one.Draw(5, _strip);
        float[] first = [.. _strip];
        byte[] target = one.Target.ToArray();
        one.Draw(6, _strip);
        Assert.NotEqual(first, _strip);
        var other = new LineWriter(new LineInk(Pictures()));
        other.Draw(5, _strip);
        Assert.Equal(first, _strip);
        Assert.Equal(target, other.Target.ToArray());
    }

    [Fact]
    public void Strips_are_ink_from_0_to_1_and_targets_fit_the_frames()
    {
        var writer = new LineWriter(new LineInk());
        int[] seen = new int[LineSymbols.Count];
        for (ulong key = 0; key < 500; key++)
        {
            writer.Draw(key, _strip);
            Assert.All(_strip, v => Assert.InRange(v, 0, 1));
            int frames = 0;
            byte last = LineSymbols.Blank;
            foreach (byte symbol in writer.Target)
            {
                seen[symbol]++;
                frames += symbol == last ? 2 : 1;
                last = symbol;
            }

            Assert.InRange(frames, 0, LineWriter.FullWidth / 4);
        }

        Assert.Equal(0, seen[LineSymbols.Blank]);
        Assert.All(seen[..LineSymbols.Blank], count => Assert.NotEqual(0, count));
    }

    [Fact]
    public void A_digit_without_a_picture_is_refused()
    {
        var images = new ImageSet([1, 28, 28], new byte[28 * 28], [0]);
        Assert.Contains("of every digit", Assert.Throws<TrainingException>(() => new DigitPictures(images)).Message);
    }

    private static DigitPictures Pictures() => new(SyntheticDigits.Create([1, 28, 28], train: 50, test: 1).Train);
}
