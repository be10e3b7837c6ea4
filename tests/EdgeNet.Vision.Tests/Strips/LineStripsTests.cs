using System.Numerics;
using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Page;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using EdgeNet.Vision.Strips;
using EdgeNet.Vision.Tests.Page;

namespace EdgeNet.Vision.Tests.Strips;

public class LineStripsTests
{
    private readonly PageAnalyzer _analyzer = new();
    private readonly LineStrips _strips = new();

    [Fact]
    public void InkIsOneWhereTheFrameIsDarkAndPaperIsZero()
    {
        FieldScene scene = FieldScene.Draw(1);
        scene = scene.Apply(PictureWarp.Turn(scene.Picture, 25));
        Sample(scene.Picture, isTurned: false);
        float dark = 0, bright = 0;
        int inks = 0, papers = 0;
        ReadOnlySpan<float> strip = _strips.Strip(0);
        for (int i = 0; i < strip.Length; i++)
        {
            Vector2 place = _strips.ToFrame(i % LineStrips.Columns + 0.5f, i / LineStrips.Columns + 0.5f);
            if (place.X < 0 || place.Y < 0 || place.X >= scene.Picture.Width || place.Y >= scene.Picture.Height)
                continue;
            byte level = scene.Picture.Row((int)place.Y)[(int)place.X];
            Assert.InRange(strip[i], 0, 1);
            if (strip[i] > 0.9f)
                (dark, inks) = (dark + level, inks + 1);
            if (strip[i] < 0.1f)
                (bright, papers) = (bright + level, papers + 1);
        }

        Assert.InRange(inks, strip.Length / 50, strip.Length / 4);
        Assert.True(papers > strip.Length / 2);
        Assert.True(dark / inks < 0.5f * bright / papers);
    }

    [Fact]
    public void TurnedIsTheSameLineUpsideDown()
    {
        GreyPicture picture = FieldScene.Draw(2).Picture;
        Sample(picture, isTurned: false);
        float[] upright = _strips.Strip(0).ToArray();
        Vector2 corner = _strips.ToFrame(30, 10);
        Sample(picture, isTurned: true);
        ReadOnlySpan<float> turned = _strips.Strip(0);
        for (int i = 0; i < turned.Length; i++)
            Assert.Equal(upright[turned.Length - 1 - i], turned[i], 1e-5f);
        Assert.True(Vector2.Distance(corner, _strips.ToFrame(LineStrips.Columns - 30, LineStrips.Rows - 10)) < 0.01f);
    }

    [Fact]
    public void LongLinesAreStripsThatOverlap()
    {
        var picture = new GreyPicture(900, 120);
        picture.Pixels.Fill(210);
        Bars(picture, 20, 40, 40);
        Sample(picture, isTurned: false);
        Assert.True(_strips.Count > 2);
        Assert.Equal(LineStrips.Columns + (_strips.Count - 1) * LineStrips.Stride, _strips.TotalColumns);
        for (int row = 0; row < LineStrips.Rows; row++)
        {
            const int Overlap = LineStrips.Columns - LineStrips.Stride;
            Assert.True(_strips.Strip(0).Slice(row * LineStrips.Columns + LineStrips.Stride, Overlap)
                .SequenceEqual(_strips.Strip(1).Slice(row * LineStrips.Columns, Overlap)));
        }
    }

    [Fact]
    public void WideGapsAreSqueezedAndPlacesAreStillTheFrames()
    {
        var picture = new GreyPicture(1200, 500);
        picture.Pixels.Fill(210);
        foreach (int left in new[] { 100, 500, 900 })
            Bar(picture, left, 200, 80);
        Sample(picture, isTurned: false);
        Assert.True(_strips.IsSqueezed);
        Assert.Equal(1, _strips.Count);
        ReadOnlySpan<float> middle = _strips.Strip(0).Slice(16 * LineStrips.Columns, LineStrips.Columns);
        foreach (int left in new[] { 100, 500, 900 })
        {
            int column = 0;
            while (column < middle.Length && !(middle[column] > 0.8f && Math.Abs(_strips.ToFrame(column + 0.5f, 16).X - left - 8) < 10))
                column++;
            Assert.True(column < middle.Length, $"the bar at {left}");
            PixelBox box = _strips.BoxOf(column, column + 1);
            Assert.InRange(box.X, left - 4, left + 20);
            Assert.InRange(box.Y, 190, 210);
            Assert.InRange(box.Height, 70, 95);
        }
    }

    private void Sample(GreyPicture picture, bool isTurned)
    {
        _analyzer.Analyze(picture.Frame);
        LineCandidate best = _analyzer.Candidates[0];
        _analyzer.Sample(picture.Frame, best, best.Plane, isTurned, _strips);
    }

    private static void Bars(GreyPicture picture, int count, int top, int height)
    {
        for (int i = 0; i < count; i++)
            Bar(picture, 30 + 42 * i, top, height);
    }

    private static void Bar(GreyPicture picture, int left, int top, int height)
    {
        for (int y = top; y < top + height; y++)
            picture.Row(y).Slice(left, height / 5).Fill(40);
    }
}
