using EdgeNet.Training.Synthetic.Clutter;

namespace EdgeNet.Training.Tests.Synthetic.Clutter;

public class BlockCompressionTests
{
    private const int Width = 20;

    /// <summary>Coefficients rounded finely give the picture back: the two transforms are each other's inverse.</summary>
    [Fact]
    public void A_fine_step_changes_nothing()
    {
        byte[] pixels = Draw(), before = [.. pixels];
        new BlockCompression().Apply(pixels, Width, 0.01f);
        Assert.Equal(before, pixels);
    }

    [Fact]
    public void A_coarse_step_keeps_the_mean_of_a_block_and_loses_its_detail()
    {
        byte[] pixels = Draw(), before = [.. pixels];
        new BlockCompression().Apply(pixels, Width, 40);
        Assert.InRange(Block(pixels).Average(p => (double)p) - Block(before).Average(p => (double)p), -3, 3);
        Assert.True(Roughness(Block(pixels)) < Roughness(Block(before)));
        // Columns that fill no block are left alone.
        Assert.All(Enumerable.Range(0, 8), y => Assert.Equal(before[y * Width + 17], pixels[y * Width + 17]));
    }

    private static byte[] Draw()
    {
        byte[] pixels = new byte[Width * 8];
        var random = new SampleRandom(5);
        foreach (ref byte pixel in pixels.AsSpan())
            pixel = (byte)(110 + random.Next(30));
        return pixels;
    }

    private static byte[] Block(byte[] pixels) => [.. Enumerable.Range(0, 64).Select(i => pixels[i / 8 * Width + i % 8])];

    private static int Roughness(byte[] block) => Enumerable.Range(0, 63).Sum(i => Math.Abs(block[i + 1] - block[i]));
}
