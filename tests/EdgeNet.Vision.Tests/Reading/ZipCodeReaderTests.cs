using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using FsCheck.Fluent;
using FsCheck;

namespace EdgeNet.Vision.Tests.Reading;

public class ZipCodeReaderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 500)]
    [InlineData(500, 1)]
    [InlineData(2, 2)]
    [InlineData(17, 31)]
    [InlineData(65_535, 2)]
    [InlineData(2600, 1950)]
    public void AnyFrameSizeIsRead(int width, int height)
    {
        byte[] pixels = new byte[width * height];
        var reader = new ZipCodeReader(new CertainNetwork());
        Assert.False(reader.Read(new GreyFrame(pixels, width, height)).IsZipCode);
        new Random(1).NextBytes(pixels);
        reader.Read(new GreyFrame(pixels, width, height));
    }

    [Fact]
    public void AnyPixelsAreRead()
    {
        var reader = new ZipCodeReader(new CertainNetwork(), new ZipCodeReaderOptions { AcceptThreshold = 0 });
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), Gen.Choose(1, 90).ToArbitrary(), Gen.Choose(1, 90).ToArbitrary(), (seed, width, height) =>
        {
            var random = new Random(seed);
            byte[] pixels = Scene.Paper(width, height, _ => random.Next(30, 255), random.Next(12), seed);
            for (int i = random.Next(12); i > 0; i--)
                Scene.Bar(pixels, width, random.Next(width), random.Next(height), 0, 0);
            for (int i = random.Next(12); i > 0 && width > 12 && height > 24; i--)
                Scene.Bar(pixels, width, random.Next(width - 12), random.Next(height - 24), random.Next(1, 12), random.Next(1, 24), random.NextDouble());
            ZipReading reading = reader.Read(new GreyFrame(pixels, width, height));
            foreach (ReadDigit digit in reading.Digits)
            {
                PixelBox box = digit.Box;
                Assert.True(box.X >= 0 && box.Y >= 0 && box.Width > 0 && box.Height > 0 && box.X + box.Width <= width && box.Y + box.Height <= height);
            }

            return reading.Confidence is >= 0 and <= 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void CrowdedFramesRunTheNetworkABoundedNumberOfTimes()
    {
        byte[] pixels = Scene.Paper(640, 480);
        var random = new Random(3);
        for (int i = 0; i < 3000; i++)
            Scene.Bar(pixels, 640, random.Next(630), random.Next(460), random.Next(1, 9), random.Next(1, 20));
        var network = new CertainNetwork();
        new ZipCodeReader(network, new ZipCodeReaderOptions { MaxInferences = 100 }).Read(new GreyFrame(pixels, 640, 480));
        // The last candidate may still be classified well.
        Assert.InRange(network.Calls, 0, 100 + 2 * 3 * ZipReading.Length);
    }

    [Fact]
    public void FiveStrokesAreFoundInEitherInkAnywhereAtAnyStride()
    {
        byte[] pixels = Strokes(400, 300);
        byte[] inverted = [.. pixels.Select(p => (byte)(255 - p))];
        byte[] padded = new byte[300 * 512];
        for (int y = 0; y < 300; y++)
            pixels.AsSpan(400 * y, 400).CopyTo(padded.AsSpan(512 * y));
        var reader = new ZipCodeReader(new CertainNetwork());
        ZipReading reading = reader.Read(new GreyFrame(pixels, 400, 300));
        Assert.True(reading.IsZipCode);
        Assert.False(reading.IsLightInk);
        Assert.Equal("77777", reading.ToString());
        ReadDigit[] digits = reading.Digits.ToArray();
        for (int i = 0; i < 5; i++)
            Assert.InRange(digits[i].Box.X, 78 + 45 * i, 82 + 45 * i);
        PixelBox all = reading.Box;
        Assert.Equal(digits.Max(d => d.Box.X + d.Box.Width), all.X + all.Width);
        Assert.Equal(digits.Min(d => d.Box.Y), all.Y);

        PixelBox[] boxes = [.. digits.Select(d => d.Box)];
        Assert.Equal(boxes, reader.Read(new GreyFrame(padded, 400, 300, 512)).Digits.ToArray().Select(d => d.Box));
        reading = reader.Read(new GreyFrame(inverted, 400, 300));
        Assert.True(reading.IsLightInk);
        Assert.Equal(5, reading.Digits.Length);
        Assert.False(new ZipCodeReader(new CertainNetwork(), new ZipCodeReaderOptions { ReadLightInk = false }).Read(new GreyFrame(inverted, 400, 300)).IsZipCode);
    }

    [Fact]
    public void BoxesOfLargeFramesAreInFramePixels()
    {
        const int Scale = 6;
        byte[] small = Strokes(400, 300);
        byte[] pixels = new byte[400 * 300 * Scale * Scale];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = small[i / (400 * Scale) / Scale * 400 + i % (400 * Scale) / Scale];
        ZipReading reading = new ZipCodeReader(new CertainNetwork()).Read(new GreyFrame(pixels, 400 * Scale, 300 * Scale));
        Assert.True(reading.IsZipCode);
        Assert.InRange(reading.Digits[0].Box.X, 78 * Scale, 82 * Scale);
        Assert.InRange(reading.Digits[0].Box.Height, 38 * Scale, 48 * Scale);
    }

    [Fact]
    public void NothingIsAllocatedAfterTheFirstFrameOfASize()
    {
        var random = new Random(7);
        byte[][] frames = new byte[40][];
        for (int i = 0; i < frames.Length; i++)
        {
            frames[i] = Scene.Paper(640, 480, x => 120 + x * 0.1, random.Next(9), i);
            for (int n = random.Next(400); n > 0; n--)
                Scene.Bar(frames[i], 640, random.Next(600), random.Next(430), random.Next(1, 40), random.Next(1, 50), random.NextDouble());
        }

        frames[5] = Strokes(640, 480);
        frames[6] = new byte[640 * 480];
        random.NextBytes(frames[7]);
        Assert.Equal(0, Allocations.Least(() =>
        {
            var reader = new ZipCodeReader(new CertainNetwork());
            foreach (byte[] frame in frames.AsSpan(0, 4))
                reader.Read(new GreyFrame(frame, 640, 480));
            return () =>
            {
                foreach (byte[] frame in frames)
                {
                    reader.Read(new GreyFrame(frame, 640, 480));
                    // Smaller frames fit into what is there.
                    reader.Read(new GreyFrame(frame, 320, 240, 640));
                }
            };
        }));
    }

    [Fact]
    public void RefusesAnotherNetworkAndBadOptions()
    {
        Assert.Contains("'Certain' takes 784", Assert.Throws<ArgumentException>(() => new ZipCodeReader(new CertainNetwork(784))).Message);
        Assert.Throws<ArgumentException>(() => new ZipCodeReader(new CertainNetwork(1024, 26)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ZipCodeReader(new CertainNetwork(), new ZipCodeReaderOptions { AcceptThreshold = 1.5f }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ZipCodeReader(new CertainNetwork(), new ZipCodeReaderOptions { AcceptThreshold = float.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ZipCodeReader(new CertainNetwork(), new ZipCodeReaderOptions { MaxInferences = 10 }));
        Assert.Throws<ArgumentException>(() => new ZipCodeReader(new CertainNetwork()).Read(default));
    }

    // Five strokes that lean and jump as handwriting does.
    private static byte[] Strokes(int width, int height)
    {
        byte[] pixels = Scene.Paper(width, height);
        ReadOnlySpan<int> jumps = [0, 4, -3, 2, 5];
        for (int i = 0; i < 5; i++)
        {
            Scene.Bar(pixels, width, 80 + 45 * i, 120 + jumps[i], 6, 42, shade: 0.1);
            Scene.Bar(pixels, width, 86 + 45 * i, 120 + jumps[i], 16, 6, shade: 0.1);
        }

        return pixels;
    }
}
