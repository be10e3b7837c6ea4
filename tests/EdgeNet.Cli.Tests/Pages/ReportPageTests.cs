using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit.Abstractions;

namespace EdgeNet.Cli.Tests.Pages;

public sealed class ReportPageTests(ITestOutputHelper output) : IDisposable
{
    // No slash: a folder's name has none. The other half stands in the weights of VisualizeCommandTests.
    private const string Hostile = "<script>alert(1)<script>&\"'><img src=x onerror=alert(2)>";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ThePageOfEvaluateHasTheFiguresOfJson()
    {
        string page = _folder.PathOf("report.html");
        CommandRun run = CommandRun.Of("evaluate", "LeNet5", "--json", "--data", _folder.WriteData(), "--weights",
            _folder.WriteWeights("w.safetensors"), "--report", page);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        IHtmlDocument document = Parse(page);
        AssertFigures(JsonDocument.Parse(Assert.Single(run.Lines)).RootElement, document);
        Assert.Null(document.QuerySelector("#training"));
        Assert.NotNull(document.QuerySelector("#filters img"));
        Assert.NotEmpty(document.QuerySelectorAll("#layers .layer img"));
        // Each of the worst answers beside its Grad-CAM, and the worst one first.
        IElement[] worst = [.. document.QuerySelectorAll("#worst figure")];
        Assert.Equal(24, worst.Length);
        Assert.All(worst, figure => Assert.Equal(2, figure.QuerySelectorAll("img").Length));
        Assert.InRange(new FileInfo(page).Length, 20_000, 400_000);
    }

    [Fact]
    public void ThePageOfTrainHasTheFiguresOfEvaluate()
    {
        string page = _folder.PathOf("report.html"), weights = _folder.PathOf("w.safetensors"), data = _folder.WriteData(training: 300);
        CommandRun train = CommandRun.Of("train", "LeNet5", "--data", data, "--epochs", "2", "--seed", "1", "--folds", "0", "--out",
            weights, "--report", page);
        Assert.Equal(0, train.ExitCode);
        CommandRun run = CommandRun.Of("evaluate", "LeNet5", "--json", "--data", data, "--weights", weights);
        IHtmlDocument document = Parse(page);
        AssertFigures(JsonDocument.Parse(Assert.Single(run.Lines)).RootElement, document);
        Assert.Equal(3, document.QuerySelectorAll("#training svg").Length);
        Assert.Equal(2, document.QuerySelectorAll("#training details tr[class], #training details tr").Length - 1);
        Assert.Contains("error", document.QuerySelector(".verdict")!.TextContent);
        Assert.InRange(Value(document.QuerySelector("data.temperature")!), 0.05, 20);
        Assert.NotNull(document.QuerySelector("data.ece-scaled"));
        // A page is a report of one's own, and is written anew; other people's are not.
        Assert.Equal(0, CommandRun.Of("train", "LeNet5", "--data", data, "--epochs", "1", "--folds", "0", "--out",
            _folder.PathOf("w2.safetensors"), "--report", page).ExitCode);
        string other = _folder.WriteText("other.html", "<html>mine</html>");
        CommandRun.Of("train", "LeNet5", "--data", data, "--epochs", "1", "--out", _folder.PathOf("w3.safetensors"), "--report",
            other).AssertFailed("no report of a training");
    }

    [Fact]
    public void NamesOutOfDataAreText()
    {
        for (int i = 0; i < 12; i++)
        {
            byte[] pixels = new byte[28 * 28];
            pixels.AsSpan(28 * (i % 12 + 4), 20).Fill(255);
            _folder.Write($"tree/test/{(i % 2 == 0 ? Hostile : "other")}/{Hostile}{i}.pgm", [.. "P5 28 28 255\n"u8, .. pixels]);
        }

        string page = _folder.PathOf("report.html");
        CommandRun run = CommandRun.Of("evaluate", "LeNet5", "--json", "--data", _folder.PathOf("tree"), "--weights",
            _folder.WriteWeights("w.safetensors"), "--report", page);
        Assert.Equal(0, run.ExitCode);
        IHtmlDocument document = Parse(page);
        Assert.Empty(document.QuerySelectorAll("script, [onerror], img:not([src^='data:']), iframe, object, a[href]"));
        Assert.Contains(document.QuerySelectorAll("#classes td.name"), cell => cell.TextContent == Hostile);
        Assert.Contains(document.QuerySelectorAll("#worst figcaption"), caption =>
            caption.TextContent.Contains(Hostile, StringComparison.Ordinal));
        if (!HeadlessBrowser.IsThere)
        {
            output.SkipForProgram(HeadlessBrowser.Missing);
            return;
        }

        HeadlessBrowser seen = HeadlessBrowser.Open(page, 1200, _folder.PathOf("page.png"));
        Assert.Empty(seen.Complaints);
        Assert.Empty(seen.Requests);
        Assert.InRange(new FileInfo(_folder.PathOf("page.png")).Length, 10_000, int.MaxValue);
        // The same browser does see what it must not find.
        string bad = _folder.WriteText("bad.html", "<script>console.error('x')</script><img src='http://elsewhere.test/x.png'>");
        HeadlessBrowser found = HeadlessBrowser.Open(bad, 400, _folder.PathOf("bad.png"));
        Assert.NotEmpty(found.Complaints);
        Assert.Contains("http://elsewhere.test/x.png", found.Requests);
    }

    [Fact]
    public void NoPageIsReplacedWithoutForce()
    {
        string data = _folder.WriteData(), weights = _folder.WriteWeights("w.safetensors"),
            page = _folder.WriteText("report.html", "<html>mine</html>");
        CommandRun.Of("evaluate", "LeNet5", "--data", data, "--weights", weights, "--report", page).AssertFailed("report.html", "--force");
        Assert.Equal("<html>mine</html>", File.ReadAllText(page));
        Assert.Equal(0, CommandRun.Of("evaluate", "LeNet5", "--data", data, "--weights", weights, "--report", page, "--force").ExitCode);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(page));
        CommandRun.Of("evaluate", "LeNet5", "--data", data, "--weights", weights, "--report",
            _folder.PathOf("report.pdf")).AssertWrongUsage(".html");
        CommandRun.Of("evaluate", "LeNet5", "--crops", data, "--report", _folder.PathOf("r.html")).AssertWrongUsage("--crops");
    }

    private static void AssertFigures(JsonElement json, IHtmlDocument page)
    {
        foreach (string name in (string[])["accuracy", "samples", "correct", "auc"])
            Assert.Equal(json.GetProperty(name).GetDouble(), Value(page.QuerySelector($".tiles data.{name}")!));
        Assert.Equal(json.GetProperty("calibration").GetProperty("error").GetDouble(), Value(page.QuerySelector("data.ece")!));
        Assert.Equal(json.GetProperty("rejecting").GetProperty("readRate").GetDouble(), Value(page.QuerySelector("data.read-rate")!));
        if (page.QuerySelector("data.reject-threshold") is { } threshold)
            Assert.Equal(json.GetProperty("rejecting").GetProperty("threshold").GetDouble(), Value(threshold));
        JsonElement[] classes = [.. json.GetProperty("classes").EnumerateArray()];
        for (int c = 0; c < classes.Length; c++)
        {
            IElement row = page.QuerySelector($"#classes tr[data-class='{c}']")!;
            foreach (string name in (string[])["samples", "precision", "recall", "f1"])
            {
                JsonElement figure = classes[c].GetProperty(name);
                if (figure.ValueKind == JsonValueKind.Null) Assert.Null(row.QuerySelector($"data.{name}"));
                else Assert.Equal(figure.GetDouble(), Value(row.QuerySelector($"data.{name}")!));
            }
        }

        int[][] confusion = [.. json.GetProperty("confusion").EnumerateArray()
            .Select(r => r.EnumerateArray().Select(v => v.GetInt32()).ToArray())];
        IElement[] cells = [.. page.QuerySelectorAll("#confusion td[data-count]")];
        Assert.Equal(confusion.Sum(row => row.Sum()), cells.Sum(cell => Number(cell, "data-count")));
        Assert.All(cells, cell => Assert.Equal(confusion[Number(cell, "data-label")][Number(cell, "data-answer")],
            Number(cell, "data-count")));
    }

    private static IHtmlDocument Parse(string page) => new HtmlParser(new HtmlParserOptions
        { IsStrictMode = false }).ParseDocument(File.ReadAllText(page));

    private static double Value(IElement data) => double.Parse(data.GetAttribute("value")!, NumberStyles.Float,
        CultureInfo.InvariantCulture);

    private static int Number(IElement cell, string attribute) => int.Parse(cell.GetAttribute(attribute)!, CultureInfo.InvariantCulture);
}
