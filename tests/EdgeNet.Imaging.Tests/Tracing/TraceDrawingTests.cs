using EdgeNet.Imaging.Tracing;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using EdgeNet.Vision.Reading.Tracing;
using SkiaSharp;

namespace EdgeNet.Imaging.Tests.Tracing;

public class TraceDrawingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(180, 52)]
    [InlineData(3000, 40)]
    [InlineData(40, 3000)]
    public void EveryKindOfMarkIsDrawnAndTold(int width, int height)
    {
        SKBitmap plain = Draw(width, height, new ReadingTrace());
        foreach (TraceKind kind in Enum.GetValues<TraceKind>())
        {
            var trace = new ReadingTrace();
            trace.Begin(width, height);
            trace.Add(kind, TraceQuad.Of(new PixelBox(0, 0, width, height)), "7\u001b", 0.5f, "too wide\n");
            using SKBitmap drawn = Draw(width, height, trace);
            Assert.Equal(plain.Width, drawn.Width);
            Assert.True(kind == TraceKind.Digit ? drawn.Height == plain.Height : drawn.Height > plain.Height, "a mark has a line in the legend");
            Assert.Contains(drawn.Pixels, p => p.Red != p.Green || p.Green != p.Blue);
        }

        plain.Dispose();
    }

    [Fact]
    public void MarksBeyondThePictureDoNoHarm()
    {
        var trace = new ReadingTrace();
        trace.Add(TraceKind.Rejected, new TraceQuad(new(float.NaN, 0), new(1e30f, -1e30f), new(float.PositiveInfinity, 5), new(-5, -5)), "x");
        for (int i = 0; i < 200; i++)
            trace.Add(TraceKind.Dropped, TraceQuad.Of(new PixelBox(-50, -50, 1000, 1000)), new string('w', 1000), null, new string('r', 1000));
        using SKBitmap drawn = Draw(100, 80, trace);
        Assert.InRange(drawn.Height, 80, 3000);
    }

    [Fact]
    public void APrintedLetterIsItsDots()
    {
        using var bitmap = new SKBitmap(12, 8);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var ink = new SKPaint { Color = SKColors.Black };
        DotFont.Draw(canvas, "T\u00e9", 0, 0, 1, ink);
        Assert.Equal("XXXXX", Row(0));
        Assert.Equal("..X..", Row(3));

        string Row(int y) => string.Concat(Enumerable.Range(0, 5).Select(x => bitmap.GetPixel(x, y) == SKColors.Black ? 'X' : '.'));
    }

    [Theory]
    [InlineData(1000, 500, 240, 120)]
    [InlineData(30, 20, 30, 20)]
    [InlineData(5000, 1, 240, 1)]
    public void ThumbnailsAreSmall(int width, int height, int newWidth, int newHeight)
    {
        using SKBitmap small = SKBitmap.Decode(Thumbnail.Jpeg(new GreyPicture(width, height).Frame, 240));
        Assert.Equal((newWidth, newHeight), (small.Width, small.Height));
    }

    private static SKBitmap Draw(int width, int height, ReadingTrace trace)
    {
        var picture = new GreyPicture(width, height);
        picture.Pixels.Fill(200);
        using var stream = new MemoryStream();
        TraceDrawing.WritePng(stream, picture.Frame, new DigitReading(FieldPattern.Zip), trace, "a.png");
        return SKBitmap.Decode(stream.ToArray());
    }
}
