using System.Text.Json;
using System.Text;
using EdgeNet.Models;
using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using FsCheck.Fluent;
using FsCheck;

namespace EdgeNet.Devices.Tests.Readings;

public sealed class ReadingJsonTests
{
    [Fact]
    public void NoZipCodeIsNullWithoutDigits()
    {
        string line = Encoding.UTF8.GetString(new ReadingJson().Format("a.png", Blank(), TimeSpan.FromMilliseconds(1.5)));
        Assert.Equal("{\"file\":\"a.png\",\"zip\":null,\"confidence\":0.0000,\"digits\":[],\"milliseconds\":1.500}\n", line);
    }

    [Fact]
    public void OtherPatternsHaveATextAndAlternatives()
    {
        var reading = new DigitReading(FieldPattern.Parse("amount"));
        Fill(reading.AddField(), "1.5");
        reading.Set(0.75f, isAccepted: true, isLightInk: false);
        Assert.Equal(
            "{\"file\":\"a.png\",\"text\":\"1.5\",\"confidence\":0.7500,\"digits\":[{\"digit\":1,\"confidence\":0.5000,\"box\":[1,2,3,4]},"
            + "{\"digit\":5,\"confidence\":0.5000,\"box\":[1,2,3,4]}],\"alternatives\":[{\"text\":\"1.5\",\"confidence\":0.7500}],\"milliseconds\":0.000}\n",
            Encoding.UTF8.GetString(new ReadingJson(top: 1).Format("a.png", reading, TimeSpan.Zero)));
        // What is rejected is told among the alternatives alone.
        reading.Set(0.25f, isAccepted: false, isLightInk: false);
        Assert.Equal(
            "{\"file\":\"a.png\",\"text\":null,\"confidence\":0.2500,\"digits\":[],\"alternatives\":[{\"text\":\"1.5\",\"confidence\":0.7500},"
            + "{\"text\":\"15\",\"confidence\":0.1250}],\"milliseconds\":0.000}\n",
            Encoding.UTF8.GetString(new ReadingJson(top: 5).Format("a.png", reading, TimeSpan.Zero)));
    }

    [Fact]
    public void LinesHaveFields()
    {
        var reading = new DigitReading(FieldPattern.Lines);
        Fill(reading.AddField(), "1");
        Fill(reading.AddField(), "2");
        Fill(reading.AddField(line: 1), "3");
        reading.Set(0.5f, isAccepted: true, isLightInk: false);
        JsonElement json = Parse(new ReadingJson().Format("a.png", reading, TimeSpan.Zero));
        Assert.Equal("1 2\n3", json.GetProperty("text").GetString());
        Assert.Equal(["1", "2", "3"], json.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("text").GetString()));
        Assert.Equal([0, 0, 1], json.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("line").GetInt32()));
        Assert.Equal(3, json.GetProperty("fields")[2].GetProperty("digits")[0].GetProperty("digit").GetInt32());
        Assert.False(json.TryGetProperty("digits", out _));
    }

    [Fact]
    public void AnyNameAndMessageSurvive()
    {
        DigitReading blank = Blank();
        var json = new ReadingJson();
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (name, message) =>
        {
            name ??= "";
            message ??= "";
            JsonElement reading = Parse(json.Format(name, blank, TimeSpan.Zero));
            JsonElement error = Parse(json.FormatError(name, message));
            return reading.GetProperty("file").GetString() == Sound(name)
                && error.GetProperty("file").GetString() == Sound(name)
                && error.GetProperty("error").GetString() == Sound(message);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("quote\" backslash\\ tab\t line\n bell\a")]
    [InlineData("Umläute, 漢字, 🖃")]
    [InlineData("half \ud83d pair")]
    public void SpecialLettersSurvive(string name) =>
        Assert.Equal(Sound(name), Parse(new ReadingJson().Format(name, Blank(), TimeSpan.Zero)).GetProperty("file").GetString());

    [Fact]
    public void FormattingAllocatesNothingAfterTheFirstLine()
    {
        DigitReading blank = Blank();
        var json = new ReadingJson();
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 1000; i++) json.Format("a.png", blank, TimeSpan.FromMilliseconds(i));
        }));
    }

    /// <summary>What is left of a text in UTF-8.</summary>
    private static string Sound(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static JsonElement Parse(ReadOnlySpan<byte> line)
    {
        Assert.Equal((byte)'\n', line[^1]);
        Assert.Equal(1, line.Count((byte)'\n'));
        return JsonDocument.Parse(line.ToArray()).RootElement;
    }

    private static void Fill(ReadField field, string text)
    {
        foreach (char c in text)
            field.Add(new ReadSymbol(c, 0.5f, new PixelBox(1, 2, 3, 4)));
        field.AddAlternative(text, 0.75f);
        field.AddAlternative(text.Replace(".", "", StringComparison.Ordinal), 0.125f);
        field.SetConfidence(0.75f);
    }

    private static DigitReading Blank()
    {
        var paper = new GreyPicture(64, 64);
        paper.Pixels.Fill(255);
        INetwork<float> network = DigitLine.Create(new RandomParameters(DigitLine.NetworkInfo, seed: 1));
        return new FieldReader(network, digits: null, FieldPattern.Zip).Read(paper.Frame);
    }
}
