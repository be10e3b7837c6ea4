namespace EdgeNet.Training.Tests.Augmentation;

public class VolumeAugmenterTests
{
    private const int Side = 3;

    [Fact]
    public void Turns_are_the_twenty_four_of_a_cube_and_no_mirror_images()
    {
        var seen = new HashSet<string>();
        for (ulong key = 0; key < 400; key++)
        {
            float[] volume = Cells(Side * Side * Side);
            new VolumeAugmentation { Turn = 1 }.Create([1, Side, Side, Side], false).Apply(volume, key);
            Assert.Equal(Cells(volume.Length), volume.Order());
            // The middle stays, and the neighbours along the axes go to neighbours: their triple product is that of a right hand.
            int[] z = Direction(volume, 22), y = Direction(volume, 16), x = Direction(volume, 14);
            int product = z[0] * (y[1] * x[2] - y[2] * x[1]) - z[1] * (y[0] * x[2] - y[2] * x[0]) + z[2] * (y[0] * x[1] - y[1] * x[0]);
            Assert.Equal(1, product);
            seen.Add(string.Join(' ', volume));
        }

        Assert.Equal(24, seen.Count);
    }

    [Fact]
    public void Only_axes_of_one_size_change_places()
    {
        var seen = new HashSet<string>();
        for (ulong key = 0; key < 200; key++)
        {
            float[] volume = Cells(2 * 2 * 3);
            new VolumeAugmentation { Turn = 1 }.Create([1, 2, 2, 3], false).Apply(volume, key);
            Assert.Equal(Cells(volume.Length), volume.Order());
            seen.Add(string.Join(' ', volume));
        }

        // A box with a square base has eight turns.
        Assert.Equal(8, seen.Count);
    }

    [Fact]
    public void Mirrors_are_drawn_for_each_axis_and_all_channels_alike()
    {
        var seen = new HashSet<string>();
        for (ulong key = 0; key < 200; key++)
        {
            float[] volume = [.. Cells(24), .. Cells(24)];
            new VolumeAugmentation { Flip = 0.5f }.Create([2, 2, 3, 4], false).Apply(volume, key);
            Assert.Equal(volume[..24], volume[24..]);
            seen.Add(string.Join(' ', volume));
        }

        Assert.Equal(8, seen.Count);
    }

    [Fact]
    public void A_shift_repeats_the_border()
    {
        float[] volume = Cells(Side * Side * Side);
        var before = volume.ToHashSet();
        var augmenter = new VolumeAugmentation { Shift = 1 }.Create([1, Side, Side, Side], false);
        bool moved = false;
        for (ulong key = 0; key < 20; key++)
        {
            float[] shifted = [.. volume];
            augmenter.Apply(shifted, key);
            Assert.Subset(before, shifted.ToHashSet());
            moved |= !shifted.SequenceEqual(volume);
        }

        Assert.True(moved);
    }

    private static float[] Cells(int count) => [.. Enumerable.Range(0, count).Select(i => (float)i)];

    /// <summary>Where a value lies from the middle.</summary>
    private static int[] Direction(float[] volume, int value)
    {
        int at = Array.IndexOf(volume, value);
        return [at / (Side * Side) - 1, at / Side % Side - 1, at % Side - 1];
    }
}
