using EdgeNet.Models;
using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Page;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using EdgeNet.Vision.Reading.Tracing;
using Xunit.Abstractions;

namespace EdgeNet.Vision.Tests.Reading;

/// <summary>Light writing on a dark ground, which is looked for where nothing was read in what is dark.</summary>
public class LightInkTests(ITestOutputHelper output)
{
    private static readonly string[] Texts = ["30427", "194652", "8205317", "74093826", "51648", "267390"];
    private static readonly int[] Heights = [28, 45, 70];

    [Fact]
    public void LightDigitsOnWheelsThatFillThePictureAreRead()
    {
        using DigitLine network = DigitLine.LoadEmbedded();
        int auto = Read(InkChoice.Auto), light = Read(InkChoice.Light), dark = Read(InkChoice.Dark);
        output.WriteLine($"Of {Texts.Length * Heights.Length}: {auto}, of light ink alone {light}, of dark ink alone {dark}");
        Assert.InRange(auto, 15, Texts.Length * Heights.Length);
        Assert.InRange(light, auto, Texts.Length * Heights.Length);
        Assert.Equal(0, dark);

        int Read(InkChoice ink)
        {
            var reader = new FieldReader(network, digits: null, FieldPattern.Parse("digits 5-8"), new FieldReaderOptions { Ink = ink });
            int right = 0;
            for (int i = 0; i < Texts.Length * Heights.Length; i++)
            {
                string text = Texts[i % Texts.Length];
                DigitReading reading = reader.Read(MeterScene.Draw(text, Heights[i / Texts.Length], seed: i).Frame);
                if (!reading.IsAccepted)
                    continue;
                Assert.Equal((i, text), (i, reading.ToString()));
                Assert.True(reading.IsLightInk);
                right++;
            }

            return right;
        }
    }

    [Fact]
    public void WhatIsReadInDarkInkIsNotLookedAtInLight()
    {
        GreyPicture picture = HookPage.Of("77477", 310, 80, left: 40, top: 17);
        (int auto, string autoText) = Calls(InkChoice.Auto);
        (int dark, string darkText) = Calls(InkChoice.Dark);
        Assert.Equal((dark, "77477", "77477"), (auto, autoText, darkText));
        (_, string lightText) = Calls(InkChoice.Light);
        Assert.NotEqual("77477", lightText);

        (int Calls, string Text) Calls(InkChoice ink)
        {
            var network = new HookNetwork();
            string text = Reader(network, ink).Read(picture.Frame).ToString();
            return (network.Calls, text);
        }
    }

    [Fact]
    public void DarkInkAloneAndLightInkAloneAreWhatIsAskedFor()
    {
        GreyPicture dark = HookPage.Of("77477"), light = HookPage.Inverted(dark);
        foreach (bool isLight in new[] { false, true })
        {
            GreyPicture picture = isLight ? light : dark;
            InkChoice same = isLight ? InkChoice.Light : InkChoice.Dark, other = isLight ? InkChoice.Dark : InkChoice.Light;
            DigitReading reading = Reader(new HookNetwork(), same).Read(picture.Frame);
            Assert.Equal(("77477", true, isLight), (reading.ToString(), reading.IsAccepted, reading.IsLightInk));
            Assert.False(Reader(new HookNetwork(), other).Read(picture.Frame).IsAccepted);
        }
    }

    [Fact]
    public void LightInkIsSoughtAfterDarkInkInWhatWasCutOutAlone()
    {
        var analyzer = new PageAnalyzer();
        analyzer.Analyze(HookPage.Of("77477", 310, 80, left: 40, top: 17).Frame);
        Assert.True(analyzer.MayHaveLight);
        Assert.All(analyzer.Candidates.ToArray(), c => Assert.False(c.IsLightInk));
        analyzer.Analyze(HookPage.Of("77477").Frame);
        Assert.False(analyzer.MayHaveLight);
        GreyPicture meter = MeterScene.Draw("30427", 45, seed: 1);
        analyzer.Analyze(meter.Frame);
        analyzer.AnalyzeLight(meter.Frame);
        Assert.False(analyzer.MayHaveLight);
        Assert.NotEqual(0, analyzer.Candidates.Length);
        Assert.All(analyzer.Candidates.ToArray(), c => Assert.True(c.IsLightInk));
        Assert.Throws<ArgumentException>(() => analyzer.Analyze(default, InkChoice.Light));
    }

    [Fact]
    public void ATraceShowsBothInks()
    {
        using DigitLine network = DigitLine.LoadEmbedded();
        var reader = new FieldReader(network, digits: null, FieldPattern.Parse("digits 5"));
        GreyPicture meter = MeterScene.Draw("30427", 70, seed: 12);
        var trace = new ReadingTrace();
        DigitReading reading = reader.Read(meter.Frame, trace);
        Assert.Equal(("30427", true), (reading.ToString(), reading.IsAccepted));
        Assert.Equal((meter.Width, meter.Height), (trace.Width, trace.Height));
        Assert.Single(trace.Marks, m => m.Kind == TraceKind.Field && m.Label == "30427");
        // The best line of each ink.
        Assert.Equal(2, trace.Marks.Count(m => m.Kind == TraceKind.Line && m.Label.StartsWith("1: ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(InkChoice.Auto, "digits 5-8")]
    [InlineData(InkChoice.Light, "digits 5-8")]
    [InlineData(InkChoice.Auto, "lines")]
    [InlineData(InkChoice.Light, "lines")]
    public void NothingIsAllocatedWhereBothInksAreLookedAt(InkChoice ink, string pattern)
    {
        GreyPicture meter = MeterScene.Draw("194652", 45, seed: 7), first = HookPage.Blank(meter.Width, meter.Height);
        GreyPicture hooks = HookPage.Of("47477", meter.Width, meter.Height, left: 0, top: 8), light = HookPage.Inverted(hooks);
        Assert.Equal(0, Allocations.Least(() =>
        {
            FieldReader reader = Reader(new HookNetwork(), ink, pattern);
            reader.Read(first.Frame);
            return () =>
            {
                reader.Read(meter.Frame);
                reader.Read(hooks.Frame);
                reader.Read(light.Frame);
            };
        }));
    }

    private static FieldReader Reader(HookNetwork network, InkChoice ink, string pattern = "zip") =>
        new(network, digits: null, FieldPattern.Parse(pattern), new FieldReaderOptions { Ink = ink });
}
