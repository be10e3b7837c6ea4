using System.Globalization;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EdgeNet.Models;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class VisualizeCommandTests : IDisposable
{
    private const string Hostile = "<script>alert(1)</script>&\"";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void APageShowsAnswerHeatAndLayers()
    {
        string page = _folder.PathOf("out.html"), picture = WritePicture();
        CommandRun run = CommandRun.Of("visualize", "LeNet5", "--picture", picture, "--out", page);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        IHtmlDocument document = new HtmlParser().ParseDocument(File.ReadAllText(page));
        // The answer is that of predict.
        CommandRun predicted = CommandRun.Of("predict", "LeNet5", picture, "--json");
        string expected = System.Text.Json.JsonDocument.Parse(predicted.Lines[0]).RootElement.GetProperty("class").GetString()!;
        Assert.Equal(expected, document.QuerySelector("#answer td")!.TextContent);
        Assert.Equal(2, document.QuerySelectorAll("#heat figure img").Length);
        Assert.Equal(LeNet5.Description.Layers.Count + 4,
            document.QuerySelectorAll("#layers .layer").Length); // Four activations are nodes of their own.
        CommandRun.Of("visualize", "LeNet5", "--picture", picture, "--out", page).AssertFailed("--force");
        Assert.Equal(0, CommandRun.Of("visualize", "LeNet5", "--picture", picture, "--out", page, "--force", "--class", "3").ExitCode);
        Assert.Contains("What told for 3", File.ReadAllText(page));
        CommandRun.Of("visualize", "LeNet5", "--picture", picture, "--out", page, "--force", "--class", "eleven").AssertFailed("--class",
            "eleven");
        CommandRun.Of("visualize", "LeNet5", "--picture", _folder.PathOf("none.png"), "--out",
            _folder.PathOf("b.html")).AssertFailed("none.png");
        CommandRun.Of("visualize", "LeNet5", "--picture", picture, "--out", picture).AssertFailed("expected a folder");
        CommandRun.Of("visualize", "LeNet5", "--out", page).AssertWrongUsage("--picture");
    }

    [Fact]
    public void AFolderGetsAPictureOfEachLayer()
    {
        string folder = _folder.PathOf("view");
        CommandRun run = CommandRun.Of("visualize", "LeNet5", "--picture", WritePicture(), "--out", folder);
        Assert.Equal(0, run.ExitCode);
        string[] files = [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        Assert.Contains("index.html", files);
        Assert.Contains("grad-cam.png", files);
        Assert.Contains("saliency.png", files);
        Assert.Contains("filters.png", files);
        Assert.Contains(files, f => f.StartsWith("layer-01-c1", StringComparison.Ordinal));
        foreach (string file in Directory.GetFiles(folder, "*.png"))
            Assert.Equal([0x89, 0x50, 0x4E, 0x47], File.ReadAllBytes(file)[..4]);
        CommandRun.Of("visualize", "LeNet5", "--picture", WritePicture(), "--out", folder).AssertFailed("--force");
    }

    /// <summary>Nine channels of 128 numbers, and classes whose names are markup.</summary>
    [Fact]
    public void ASeriesIsDrawnAsLinesAndNamesAreText()
    {
        var lines = Enumerable.Range(0, 9).Select(c => string.Join(',', Enumerable.Range(0, 128)
            .Select(i => Math.Sin(0.1 * i + c).ToString("R", CultureInfo.InvariantCulture))));
        string series = _folder.WriteText("series.csv", string.Join('\n', lines) + "\n"), page = _folder.PathOf("out.html"),
            weights = _folder.PathOf("w.safetensors");
        SafetensorsWriter.Write(weights, TimeSeriesCnn.NetworkInfo, new RandomParameters(TimeSeriesCnn.NetworkInfo, seed: 1),
            new WeightsMetadata { Classes = [.. Enumerable.Range(0, 6).Select(i => Hostile + i)],
                Preparation = new InputPreparation(InputKind.Values, [9, 128]) });
        CommandRun run = CommandRun.Of("visualize", "TimeSeriesCnn", "--picture", series, "--weights", weights, "--out", page, "--class",
            Hostile + "2");
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        IHtmlDocument document = new HtmlParser().ParseDocument(File.ReadAllText(page));
        Assert.Empty(document.QuerySelectorAll("script"));
        Assert.Equal($"What told for {Hostile}2", document.QuerySelector("#heat h2")!.TextContent);
        Assert.NotEmpty(document.QuerySelectorAll("#answer svg polyline"));
        Assert.NotEmpty(document.QuerySelectorAll("#heat svg rect.heat"));
        CommandRun.Of("visualize", "TimeSeriesCnn", "--picture", series, "--sample", "1", "--weights", weights, "--out",
            _folder.PathOf("o2.html")).AssertFailed("sample");
    }

    private string WritePicture()
    {
        byte[] pixels = new byte[28 * 28];
        for (int y = 4; y < 24; y++) pixels.AsSpan(28 * y + 13, 3).Fill(255);
        return _folder.Write("one.pgm", [.. "P5 28 28 255\n"u8, .. pixels]);
    }
}
