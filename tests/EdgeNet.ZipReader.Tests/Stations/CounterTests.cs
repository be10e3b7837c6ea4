using EdgeNet.Devices.Station.Counters;
using EdgeNet.ZipReader.Composition;
using EdgeNet.ZipReader.Tests.Programs;

namespace EdgeNet.ZipReader.Tests.Stations;

public sealed class CounterTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("12.345", 12345)]
    [InlineData("0.001", 1)]
    [InlineData("12345", null)]
    [InlineData("123456.345", null)]
    [InlineData("12.34", null)]
    [InlineData("-1.000", null)]
    public void A_text_is_steps_of_the_last_digit(string text, int? expected)
    {
        var counter = new CounterOptions { Digits = 8, Decimals = 3, MostAnHour = 1 };
        bool isValue = CounterMemory.TryParse(text, counter, out long value);
        Assert.Equal(expected, isValue ? (int)value : null);
    }

    [Fact]
    public async Task A_counter_goes_on_from_the_value_that_the_store_has()
    {
        string config = _folder.WriteText(
            "a.toml",
            $"""
            [[region]]
            name = "meter"
            box = [40, 160, 400, 140]
            pattern = "digits 5"
            most_an_hour = 100
            [store]
            path = "{_folder.PathOf("events.db")}"
            [page]
            enabled = false
            """);
        string recording = Scenes.Record(_folder, "recording", Enumerable.Repeat(Scenes.Envelope, 30));
        (int exitCode, string output, string error) = await StationProcess.RunAsync("replay", recording, "--fast", "--config", config);
        Assert.True(exitCode == 0, error);
        Assert.Contains("\"text\":\"2139\"", output, StringComparison.Ordinal);
        (exitCode, output, error) = await StationProcess.RunAsync("replay", recording, "--fast", "--config", config);
        Assert.True(exitCode == 0, error);
        Assert.Contains("counter: 'meter' goes on from 2139", error, StringComparison.Ordinal);
        Assert.Contains("\"text\":\"2139\"", output, StringComparison.Ordinal);
    }
}
