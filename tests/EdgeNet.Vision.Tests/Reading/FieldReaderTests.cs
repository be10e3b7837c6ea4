using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using EdgeNet.Vision.Reading.Tracing;
using EdgeNet.Vision.Strips;
using EdgeNet.Vision.Tests.Page;
using FsCheck.Fluent;
using FsCheck;

namespace EdgeNet.Vision.Tests.Reading;

public class FieldReaderTests
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
        FieldReader reader = Reader();
        DigitReading reading = reader.Read(new GreyFrame(pixels, width, height));
        Assert.False(reading.IsAccepted);
        Assert.Equal(0, reading.FieldCount);
        new Random(1).NextBytes(pixels);
        reader.Read(new GreyFrame(pixels, width, height));
    }

    [Theory]
    [InlineData("digits 1-12")]
    [InlineData("lines")]
    public void AnyPixelsAreRead(string pattern)
    {
        FieldReader reader = Reader(pattern, new FieldReaderOptions { AcceptThreshold = 0 });
        int fields = 0;
        Arbitrary<int> seeds = ArbMap.Default.ArbFor<int>();
        Prop.ForAll(seeds, Gen.Choose(1, 120).ToArbitrary(), Gen.Choose(1, 90).ToArbitrary(), (seed, width, height) =>
        {
            var random = new Random(seed);
            int light = random.Next(30, 255);
            byte[] pixels = Scene.Paper(width, height, x => light + x * 0.2, random.Next(12), seed);
            for (int i = random.Next(12); i > 0 && width > 12 && height > 24; i--)
            {
                int x = random.Next(width - 12), y = random.Next(height - 24);
                Scene.Bar(pixels, width, x, y, random.Next(1, 12), random.Next(1, 24), random.NextDouble());
            }

            DigitReading reading = reader.Read(new GreyFrame(pixels, width, height));
            Assert.InRange(reading.Confidence, 0, 1);
            for (int i = 0; i < reading.FieldCount; i++)
            {
                fields++;
                Assert.InRange(reading[i].Confidence, 0, 1);
                foreach (ReadSymbol symbol in reading[i].Symbols)
                    AssertInside(symbol.Box, width, height);
                float sum = 0;
                foreach (ReadAlternative alternative in reading[i].Alternatives)
                {
                    Assert.InRange(alternative.Confidence, 0, 1);
                    sum += alternative.Confidence;
                }

                Assert.InRange(sum, 0, 1.0001f);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        Assert.True(fields > 30);
    }

    [Fact]
    public void CrowdedFramesRunTheNetworkABoundedNumberOfTimes()
    {
        byte[] pixels = Scene.Paper(640, 480);
        var random = new Random(3);
        for (int i = 0; i < 3000; i++)
            Scene.Bar(pixels, 640, random.Next(630), random.Next(460), random.Next(1, 9), random.Next(1, 20));
        // A line is looked at as it is, leaning to both sides, and at two further scales.
        const int MostEach = 6 * LineStrips.MaxStrips;
        foreach (int most in new[] { 4, 10 })
        {
            var options = new FieldReaderOptions { MaxStrips = most };
            var network = new HookNetwork();
            new FieldReader(network, digits: null, FieldPattern.Parse("amount"), options).Read(new GreyFrame(pixels, 640, 480));
            // The last line is still looked at both ways up.
            Assert.InRange(network.Calls, most, most - 1 + 2 * MostEach);
            network = new HookNetwork();
            new FieldReader(network, digits: null, FieldPattern.Lines, options).Read(new GreyFrame(pixels, 640, 480));
            Assert.InRange(network.Calls, most, 2 * most - 1 + 2 * MostEach);
        }
    }

    [Fact]
    public void HooksAreReadInEitherInkAtAnyStride()
    {
        GreyPicture picture = HookPage.Of("77477");
        byte[] padded = new byte[300 * 512];
        for (int y = 0; y < 300; y++)
            picture.Row(y).CopyTo(padded.AsSpan(512 * y));
        FieldReader reader = Reader();
        DigitReading reading = reader.Read(picture.Frame);
        Assert.Equal("77477", reading.ToString());
        Assert.True(reading.IsAccepted);
        Assert.False(reading.IsLightInk);
        Assert.InRange(reading.Confidence, 0.9, 1);
        ReadSymbol[] symbols = reading[0].Symbols.ToArray();
        for (int i = 0; i < 5; i++)
            AssertBox(symbols[i].Box, scale: 1, i);

        reading = reader.Read(new GreyFrame(padded, 400, 300, 512));
        Assert.Equal(symbols, reading[0].Symbols.ToArray());
        reading = reader.Read(HookPage.Inverted(picture).Frame);
        Assert.Equal("77477", reading.ToString());
        Assert.True(reading.IsLightInk);
    }

    [Fact]
    public void BoxesOfLargeFramesAreInFramePixels()
    {
        const int Scale = 6;
        GreyPicture small = HookPage.Of("77477");
        var large = new GreyPicture(400 * Scale, 300 * Scale);
        for (int i = 0; i < large.Pixels.Length; i++)
            large.Pixels[i] = small.Pixels[i / (400 * Scale) / Scale * 400 + i % (400 * Scale) / Scale];
        DigitReading reading = Reader().Read(large.Frame);
        Assert.Equal("77477", reading.ToString());
        for (int i = 0; i < 5; i++)
            AssertBox(reading[0].Symbols[i].Box, Scale, i);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-40)]
    [InlineData(90)]
    [InlineData(135)]
    [InlineData(180)]
    [InlineData(270)]
    public void TurnedFramesAreRead(int degrees)
    {
        GreyPicture picture = HookPage.Of("77477");
        picture = PictureWarp.Turn(picture, degrees).Apply(picture);
        DigitReading reading = Reader().Read(picture.Frame);
        Assert.Equal("77477", reading.ToString());
        Assert.True(reading.IsAccepted);
        foreach (ReadSymbol symbol in reading[0].Symbols)
            AssertInside(symbol.Box, picture.Width, picture.Height);
    }

    [Fact]
    public void ALineOfSixIsNoCodeOfFive()
    {
        DigitReading reading = Reader().Read(HookPage.Of("774777").Frame);
        Assert.False(reading.IsAccepted);
        Assert.InRange(reading.Confidence, 0, 0.1);
    }

    [Fact]
    public void TwoFieldsOfWhichEitherMayBeMeantAreNotSure()
    {
        GreyPicture picture = HookPage.Of("77477", 400, 400, top: 80);
        HookPage.Write(picture, "47747", 80, 250);
        DigitReading reading = Reader().Read(picture.Frame);
        Assert.InRange(reading.Confidence, 0.35, 0.65);
        Assert.Equal(["47747", "77477"], reading[0].Alternatives.ToArray().Take(2).Select(a => a.ToString()).Order());
        // The same twice is meant in either case.
        picture = HookPage.Of("77477", 400, 400, top: 80);
        HookPage.Write(picture, "77477", 80, 250);
        Assert.InRange(Reader().Read(picture.Frame).Confidence, 0.9, 1);
    }

    [Fact]
    public void WhatIsBelowTheThresholdIsRejectedAndTraced()
    {
        GreyPicture picture = HookPage.Of("77477");
        var trace = new ReadingTrace();
        Assert.True(Reader().Read(picture.Frame, trace).IsAccepted);
        Assert.Equal((400, 300), (trace.Width, trace.Height));
        Assert.Equal(5, trace.Marks.Count(m => m.Kind == TraceKind.Digit));
        Assert.Single(trace.Marks, m => m.Kind == TraceKind.Field && m.Label == "77477");
        DigitReading reading = Reader("zip", new FieldReaderOptions { AcceptThreshold = 1 }).Read(picture.Frame, trace);
        Assert.False(reading.IsAccepted);
        Assert.Equal("77477", reading.ToString());
        Assert.DoesNotContain(trace.Marks, m => m.Kind == TraceKind.Field);
        Assert.Contains(trace.Marks, m => m.Kind == TraceKind.Rejected && m.Label == "77477" && m.Reason == "below the threshold");
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("postcode")]
    [InlineData("amount")]
    [InlineData("digits 3-9")]
    [InlineData("lines")]
    public void NothingIsAllocatedAfterTheFirstFrameOfASize(string pattern)
    {
        var random = new Random(7);
        byte[][] frames = new byte[12][];
        for (int i = 0; i < frames.Length; i++)
        {
            frames[i] = Scene.Paper(640, 480, x => 120 + x * 0.1, random.Next(9), i);
            for (int n = random.Next(400); n > 0; n--)
                Scene.Bar(frames[i], 640, random.Next(600), random.Next(430), random.Next(1, 40), random.Next(1, 50), random.NextDouble());
        }

        GreyPicture page = HookPage.Of("77477", 640, 480, top: 40);
        HookPage.Write(page, "47 477 7 47", 80, 150);
        HookPage.Write(page, "4747474747", 80, 260);
        frames[5] = page.Pixels.ToArray();
        frames[6] = HookPage.Of("77477", 640, 480).Pixels.ToArray();
        random.NextBytes(frames[7]);
        byte[] first = HookPage.Blank(640, 480).Pixels.ToArray();
        byte[] light = HookPage.Inverted(page).Pixels.ToArray();
        int fields = 0;
        Assert.Equal(0, Allocations.Least(() =>
        {
            FieldReader reader = Reader(pattern);
            // Paper alone is the first frame of each size.
            reader.Read(new GreyFrame(first, 640, 480));
            reader.Read(new GreyFrame(first, 320, 240, 640));
            return () =>
            {
                foreach (byte[] frame in frames)
                {
                    fields += reader.Read(new GreyFrame(frame, 640, 480)).FieldCount;
                    fields += reader.Read(new GreyFrame(frame, 320, 240, 640)).FieldCount;
                }

                fields += reader.Read(new GreyFrame(light, 640, 480)).FieldCount;
            };
        }));
        Assert.True(fields > 0);
    }

    [Fact]
    public void RefusesAnotherNetworkAndBadOptions()
    {
        string message = Assert.Throws<ArgumentException>(() => new FieldReader(new HookNetwork(rows: 28), null, FieldPattern.Zip)).Message;
        Assert.Contains("'Hooks' takes 7168", message);
        Assert.Throws<ArgumentException>(() => new FieldReader(new HookNetwork(classes: 11), null, FieldPattern.Zip));
        Assert.Throws<ArgumentNullException>(() => new FieldReader(null!, null, FieldPattern.Zip));
        Assert.Throws<ArgumentNullException>(() => new FieldReader(new HookNetwork(), null, null!));
        foreach (FieldReaderOptions bad in new FieldReaderOptions[]
        {
            new() { AcceptThreshold = 1.5f }, new() { AcceptThreshold = -0.1f }, new() { AcceptThreshold = float.NaN },
            new() { MaxStrips = 3 }, new() { Top = 0 }, new() { Top = ReadField.MaxAlternatives + 1 },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Reader("zip", bad));
        }

        Assert.Throws<ArgumentException>(() => Reader().Read(default));
    }

    [Fact]
    public void LinesAreReadInOrderWhicheverWayThePageLies()
    {
        GreyPicture page = HookPage.Blank(640, 420);
        HookPage.Write(page, "774 4477", 60, 60);
        HookPage.Write(page, "47747", 135, 180);
        HookPage.Write(page, "7474774", 98, 300);
        // Lines across the page show hooks as bars.
        var reader = new FieldReader(new HookNetwork(readsBars: false), digits: null, FieldPattern.Lines);
        foreach (int degrees in new[] { 0, 90, 180, 270 })
        {
            GreyPicture turned = degrees == 0 ? page : PictureWarp.Turn(page, degrees).Apply(page);
            DigitReading reading = reader.Read(turned.Frame);
            Assert.Equal((degrees, "774 4477\n47747\n7474774"), (degrees, reading.ToString()));
            Assert.Equal([0, 0, 1, 2], Enumerable.Range(0, reading.FieldCount).Select(i => reading[i].Line));
            Assert.True(reading.IsAccepted);
        }
    }

    private static FieldReader Reader(string pattern = "zip", FieldReaderOptions? options = null) =>
        new(new HookNetwork(), digits: null, FieldPattern.Parse(pattern), options);

    private static void AssertInside(PixelBox box, int width, int height) =>
        Assert.True(
            box is { X: >= 0, Y: >= 0, Width: > 0, Height: > 0 } && box.X + box.Width <= width && box.Y + box.Height <= height,
            $"{box}");

    // A box is as tall as the line's digits, and in the middle of its own.
    private static void AssertBox(PixelBox box, int scale, int index)
    {
        Assert.InRange(box.X + box.Width / 2, (80 + HookPage.Pitch * index) * scale, (104 + HookPage.Pitch * index) * scale);
        Assert.InRange(box.Y + box.Height / 2, (120 + 12) * scale, (120 + 32) * scale);
        Assert.InRange(box.Height, 0.85 * HookPage.Height * scale, 1.3 * HookPage.Height * scale);
    }
}
