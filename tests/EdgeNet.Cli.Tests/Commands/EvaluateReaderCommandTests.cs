using System.Text.Json;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class EvaluateReaderCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public EvaluateReaderCommandTests()
    {
        _folder.Write("data/a.png", File.ReadAllBytes(Samples.Path("envelope.png")));
        CommandRun.Of("draw", "--zip", "", "--seed", "3", "--out", _folder.PathOf("data/b.png"));
        _folder.WriteText("data/truth.csv", $"file,code,kind\na.png,{Samples.EnvelopeZip},<drawn>\na.png,99999,wrong\nb.png,,none\n");
    }

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TablesTellRightWrongAndRejected()
    {
        CommandRun run = CommandRun.Of("evaluate", "reader", "--data", Data);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("zip, threshold 0.9000", run.Lines[0]);
        Assert.Matches(@"^<drawn> +1 +1 +0 +0 +100.00 % +0.00 %", run.Lines[2]);
        Assert.Matches(@"^none +1 +0 +0 +1 +0.00 %$", run.Lines[3]);
        Assert.Matches(@"^wrong +1 +0 +1 +0 +0.00 % +100.00 %", run.Lines[4]);
        Assert.Matches(@"^all +3 +1 +1 +1 +50.00 % +50.00 % +50.00 % +0.00 %", run.Lines[5]);
    }

    [Fact]
    public void JsonHasSumsKindsCurveAndFiles()
    {
        JsonElement json = JsonDocument.Parse(Assert.Single(CommandRun.Of("evaluate", "reader", "--data", Data, "--json").Lines)).RootElement;
        Assert.Equal(3, json.GetProperty("pictures").GetInt32());
        Assert.Equal(2, json.GetProperty("withField").GetInt32());
        Assert.Equal(1, json.GetProperty("right").GetInt32());
        Assert.Equal(0.5, json.GetProperty("error").GetDouble());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("thresholdAt1PercentError").ValueKind);
        Assert.Equal(3, json.GetProperty("kinds").GetArrayLength());
        Assert.Equal(["right", "wrong", "empty"], json.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("verdict").GetString()));
        Assert.Equal(1, json.GetProperty("curve")[0].GetProperty("wrong").GetInt32());
    }

    [Fact]
    public void ALabelThatTheReaderContradictsIsASuspect()
    {
        string[] lines = CommandRun.Of("evaluate", "reader", "--data", Data, "--suspects").Lines;
        int title = Array.FindIndex(lines, line => line.StartsWith("Labels: of 3 pictures, 1 are read otherwise", StringComparison.Ordinal));
        Assert.Matches($@"^a\.png +99999 +{Samples.EnvelopeZip} +\d+\.\d\d % +\d+\.\d\d %$", lines[title + 2]);
        Assert.Equal(title + 3, lines.Length);
    }

    [Fact]
    public void ALabelThatIsAmongTheAlternativesHasTheirProbability()
    {
        JsonElement json = JsonDocument.Parse(Assert.Single(CommandRun.Of("evaluate", "reader", "--data", Data, "--json").Lines)).RootElement;
        JsonElement[] files = [.. json.GetProperty("files").EnumerateArray()];
        Assert.Equal(files[0].GetProperty("confidence").GetDouble(), files[0].GetProperty("truthConfidence").GetDouble());
        Assert.True(files[1].GetProperty("truthConfidence").GetDouble() < 0.01);
        Assert.Equal("a.png", Assert.Single(json.GetProperty("suspects").EnumerateArray()).GetString());
    }

    [Fact]
    public void TheSheetHoldsEverythingAndNothingThatActs()
    {
        string sheet = _folder.PathOf("sheet.html");
        _folder.Write("data/a.png", File.ReadAllBytes(Samples.Path("envelope.png")));
        _folder.WriteText("data/truth.csv", "file,code,kind\na.png,\"<script>alert(1)</script>\",\"\"\"><img src=x onerror=y>\u202e\"\nb.png,,\n");
        Assert.Equal(0, CommandRun.Of("evaluate", "reader", "--data", Data, "--report", sheet).ExitCode);
        string html = File.ReadAllText(sheet);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<img src=x", html);
        Assert.DoesNotContain("\u202e", html);
        Assert.DoesNotContain("http:", html);
        Assert.DoesNotContain("https:", html);
        Assert.Contains("&lt;script&gt;", html);
        // The label that is contradicted is shown once more.
        Assert.Equal(3, html.Split("<img alt=\"\" src=\"data:image/jpeg;base64,").Length - 1);
        Assert.True(html.IndexOf("<h2>Wrong: 1</h2>", StringComparison.Ordinal) < html.IndexOf("<h2>Nothing to read, nothing read: 1</h2>", StringComparison.Ordinal));
    }

    [Fact]
    public void PicturesThatCannotBeReadAreNamedAndTheOthersCounted()
    {
        _folder.WriteText("data/truth.csv", $"file,zip\nmissing.png,1\na.png,{Samples.EnvelopeZip}\n");
        CommandRun run = CommandRun.Of("evaluate", "reader", "--data", Data);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("missing.png", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains(run.Lines, line => line.StartsWith("all ", StringComparison.Ordinal) && line.Contains("100.00 %"));
        _folder.WriteText("data/truth.csv", "file,zip\nmissing.png,1\n");
        CommandRun.Of("evaluate", "reader", "--data", Data).AssertFailed("expected pictures, found none that can be read");
    }

    [Fact]
    public void WhatIsMissingIsTold()
    {
        CommandRun.Of("evaluate", "reader").AssertWrongUsage("--data");
        CommandRun.Of("evaluate", "reader", "--data", Path.Combine(_folder.Path, "none")).AssertFailed("expected a folder of pictures");
        CommandRun.Of("evaluate", "reader", "--data", _folder.MakeFolder("empty")).AssertFailed("expected a truth.csv or labels.csv in it");
        CommandRun.Of("evaluate", "reader", "--data", Data, "--report", Data).AssertFailed("found a folder");
        CommandRun help = CommandRun.Of("evaluate", "reader", "--help");
        Assert.Contains("edgenet evaluate reader [options]", help.Out.Replace("testhost", "edgenet"));
        Assert.DoesNotContain("NETWORK", help.Out);
    }
}
