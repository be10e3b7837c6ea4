using EdgeNet.Vision.Binarization;
using EdgeNet.Vision.Components;
using EdgeNet.Vision.Digits;
using EdgeNet.Vision.Lines;
using EdgeNet.Vision.Segmentation;

namespace EdgeNet.Vision.Tests.Digits;

public class DigitNormaliserTests
{
    private const int Side = DigitNormaliser.Side;

    [Theory]
    [InlineData(15, 60)]
    [InlineData(60, 15)]
    [InlineData(40, 40)]
    [InlineData(10, 200)]
    [InlineData(20, 30)]
    public void TheBoxIsTwentyLongAndTheMassInTheMiddle(int width, int height)
    {
        byte[] pixels = Scene.Paper(400, 400);
        Scene.Bar(pixels, 400, 90, 110, width, height);
        float[] input = Draw(pixels, 400, 400, deslant: 0);
        (float u, float v, float right, float bottom) = Measure(input);
        // Means over pixel numbers: the middle of pixel 16 of 32.
        Assert.Equal(16, u, 0.05);
        Assert.Equal(16, v, 0.05);
        Assert.Equal(20, Math.Max(right, bottom), 1.5);
        Assert.Equal((double)Math.Min(width, height) / Math.Max(width, height), Math.Min(right, bottom) / Math.Max(right, bottom), 0.1);
        Assert.All(input, value => Assert.InRange(value, 0, 1));
        Assert.True(input[16 * Side + 16] > 0.9f);
    }

    [Fact]
    public void ALeaningStrokeIsSetUprightAsFarAsAsked()
    {
        byte[] pixels = Scene.Paper(300, 300);
        for (int y = 0; y < 100; y++)
            Scene.Bar(pixels, 300, 180 - y * 6 / 10, 100 + y, 12, 1);
        double before = Slant(Draw(pixels, 300, 300, deslant: 0));
        double half = Slant(Draw(pixels, 300, 300, deslant: 0.5f));
        double after = Slant(Draw(pixels, 300, 300, deslant: 1));
        Assert.Equal(-0.6, before, 0.06);
        Assert.Equal(-0.37, half, 0.06);
        Assert.Equal(-0.13, after, 0.06);
    }

    [Fact]
    public void ANeighbourInTheBoxIsLeftOut()
    {
        byte[] pixels = Scene.Paper(300, 200);
        // A hook whose box holds the other bar.
        Scene.Bar(pixels, 300, 100, 50, 10, 80);
        Scene.Bar(pixels, 300, 110, 50, 60, 10);
        byte[] alone = [.. pixels];
        Scene.Bar(pixels, 300, 140, 80, 20, 50);
        Assert.Equal(Draw(alone, 300, 200, 0, largest: true), Draw(pixels, 300, 200, 0, largest: true), (a, b) => Math.Abs(a - b) < 0.02f);
    }

    [Fact]
    public void NoInkGivesNoPicture()
    {
        float[] input = new float[Side * Side];
        Assert.False(DigitNormaliser.Draw(new DigitSamples(), 0, input));
    }

    private static float[] Draw(byte[] pixels, int width, int height, float deslant, bool largest = false)
    {
        (InkMap ink, ComponentFinder components) = Scene.Find(pixels, width, height);
        Component[] found = components.Components.ToArray();
        if (!largest)
            Assert.Single(found);
        int index = Array.FindIndex(found, c => c.Width * c.Height == found.Max(o => o.Width * o.Height));
        var samples = new DigitSamples();
        samples.Gather(ink, components, Rotation.Level, [new Piece { Component = index, From = float.NegativeInfinity, To = float.PositiveInfinity }]);
        float[] input = new float[Side * Side];
        Assert.True(DigitNormaliser.Draw(samples, deslant, input));
        return input;
    }

    private static (float U, float V, float Width, float Height) Measure(float[] input)
    {
        float mass = input.Sum();
        float u = input.Select((value, i) => value * (i % Side)).Sum() / mass;
        float v = input.Select((value, i) => value * (i / Side)).Sum() / mass;
        int[] on = [.. Enumerable.Range(0, input.Length).Where(i => input[i] > 0.3f)];
        return (u, v, on.Max(i => i % Side) - on.Min(i => i % Side) + 1, on.Max(i => i / Side) - on.Min(i => i / Side) + 1);
    }

    private static double Slant(float[] input)
    {
        (float u, float v, _, _) = Measure(input);
        double uv = 0, vv = 0;
        for (int i = 0; i < input.Length; i++)
        {
            uv += input[i] * (i % Side - u) * (i / Side - v);
            vv += input[i] * (i / Side - v) * (i / Side - v);
        }

        return uv / vv;
    }
}
