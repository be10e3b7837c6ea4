using EdgeNet.Vision.Lines;

namespace EdgeNet.Vision.Tests.Lines;

public class TextLinesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(-0.16)]
    public void LinesOfATurnedPageBecomeLevel(double slope)
    {
        const int Width = 640, Height = 480;
        byte[] pixels = Scene.Paper(Width, Height);
        for (int line = 0; line < 2; line++)
        {
            for (int i = 0; i < 12; i++)
                Scene.TurnedBar(pixels, Width, Height, slope, 150 + 25 * i, 200 + 60 * line, 10, 30);
        }

        var lines = new TextLines();
        lines.Build(Scene.Find(pixels, Width, Height).Components);
        Mark[] marks = lines.Marks.ToArray();
        Assert.Equal(24, marks.Length);
        Assert.InRange(lines.Rotation.Sin / lines.Rotation.Cos, slope - 0.015, slope + 0.015);
        Assert.Equal(2, marks.Select(m => m.Line).Distinct().Count());
        foreach (var line in marks.GroupBy(m => m.Line))
        {
            Assert.Equal(12, line.Count());
            Assert.True(line.Max(m => m.CentreV) - line.Min(m => m.CentreV) < 5);
            Assert.Equal(line.OrderBy(m => m.CentreU), line);
        }
    }

    [Fact]
    public void WritingOfAnotherSizeStaysApart()
    {
        byte[] pixels = Scene.Paper(400, 200);
        for (int i = 0; i < 4; i++)
            Scene.Bar(pixels, 400, 40 + 20 * i, 100, 6, 12);
        for (int i = 0; i < 4; i++)
            Scene.Bar(pixels, 400, 130 + 40 * i, 90, 8, 40);
        var lines = new TextLines();
        lines.Build(Scene.Find(pixels, 400, 200).Components);
        Assert.Equal(2, lines.Marks.ToArray().Select(m => m.Line).Distinct().Count());
    }

    [Fact]
    public void RotationGoesBackAndForth()
    {
        Rotation rotation = Rotation.OfSlope(0.15f);
        float u = rotation.U(30, 40);
        float v = rotation.V(30, 40);
        Assert.Equal(30, rotation.X(u, v), 1e-3);
        Assert.Equal(40, rotation.Y(u, v), 1e-3);
    }
}
