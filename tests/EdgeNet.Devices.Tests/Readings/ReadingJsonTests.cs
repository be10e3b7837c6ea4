using System.Text.Json;
using System.Text;
using EdgeNet.Models;
using EdgeNet.Tests.Shared;
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
    public void AnyNameAndMessageSurvive()
    {
        ZipReading blank = Blank();
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
        ZipReading blank = Blank();
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

    private static ZipReading Blank()
    {
        var paper = new GreyPicture(64, 64);
        paper.Pixels.Fill(255);
        return new ZipCodeReader(LeNet5.Create(new RandomParameters(LeNet5.NetworkInfo, seed: 1))).Read(paper.Frame);
    }
}
