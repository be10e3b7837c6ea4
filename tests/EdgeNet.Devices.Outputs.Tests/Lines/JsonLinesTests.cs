using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Json;
using EdgeNet.Devices.Outputs.Lines;

namespace EdgeNet.Devices.Outputs.Tests.Lines;

public sealed class JsonLinesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_event_is_a_line()
    {
        ReadingEvent[] events = TestEvents.Make(1, 3, evidenceBytes: 10);
        using var stream = new MemoryStream();
        new JsonLinesOutput(stream).Write(events);
        Assert.Equal([.. events.SelectMany(e => (byte[])[.. EventJson.Format(e), (byte)'\n'])], stream.ToArray());
    }

    [Fact]
    public void Files_are_turned_over_and_the_oldest_is_deleted()
    {
        string path = _folder.PathOf("lines.json");
        using (var file = new JsonLinesFile(path, maxBytes: 4096, kept: 2))
        {
            for (int i = 0; i < 100; i++)
                file.Write([TestEvents.Make(i)]);
        }

        Assert.Equal(["lines.json", "lines.json.1", "lines.json.2"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
        string[] lines = [.. File.ReadAllLines(path + ".2"), .. File.ReadAllLines(path + ".1"), .. File.ReadAllLines(path)];
        Assert.All(Directory.GetFiles(_folder.Path), f => Assert.InRange(new FileInfo(f).Length, 1, 4096));
        string[] texts = [.. lines.Select(l => EventJson.Parse(System.Text.Encoding.UTF8.GetBytes(l)).Text!)];
        Assert.Equal([.. Enumerable.Range(100 - texts.Length, texts.Length).Select(i => $"{i:00000}")], texts);
    }

    [Fact]
    public void Half_a_line_of_before_stays_alone()
    {
        string path = _folder.WriteText("lines.json", "{\"id\":\"01K\n{\"id\":");
        using (var file = new JsonLinesFile(path))
            file.Write([TestEvents.Make(1)]);
        string[] lines = File.ReadAllLines(path);
        Assert.Equal(3, lines.Length);
        Assert.Equal("00001", EventJson.Parse(System.Text.Encoding.UTF8.GetBytes(lines[2])).Text);
    }

    [Fact]
    public void A_folder_that_is_gone_is_an_io_exception_and_its_return_is_noticed()
    {
        string path = Path.Combine(_folder.Path, "away", "lines.json");
        using var file = new JsonLinesFile(path);
        Assert.ThrowsAny<IOException>(() => file.Write([TestEvents.Make(1)]));
        _folder.MakeFolder("away");
        file.Write([TestEvents.Make(2)]);
        Assert.Single(File.ReadAllLines(path));
    }
}
