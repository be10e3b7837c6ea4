using System.Globalization;
using System.Text.Json;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class SuspectTests : IDisposable
{
    private const int LabelHeader = 8;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WrongLabelsComeFirst()
    {
        string data = _folder.WriteData();
        string[] wrong = ["training sample 33", "training sample 78", "training sample 151"];
        Change(data, 33, 78, 151);
        string[] check = ["data", "check", data, "--suspects", "LeNet5", "--folds", "2", "--epochs", "12"];
        CommandRun run = CommandRun.Of([.. check, "--json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement[] suspects = [.. JsonDocument.Parse(run.Out).RootElement.GetProperty("suspects").EnumerateArray()];
        string[] names = [.. suspects.Select(s => s.GetProperty("name").GetString()!)];
        Assert.Equal(wrong, names.Take(3).OrderBy(n => int.Parse(n.Split(' ')[^1], CultureInfo.InvariantCulture)));
        JsonElement first = suspects[Array.IndexOf(names, wrong[0])];
        Assert.Equal(("4", "3"), (first.GetProperty("label").GetString(), first.GetProperty("likelier").GetString()));
        Assert.True(first.GetProperty("probability").GetDouble() < first.GetProperty("likelierProbability").GetDouble());

        CommandRun table = CommandRun.OfWidth(80, check);
        Assert.Equal((0, ""), (table.ExitCode, table.Error));
        Assert.All(table.Lines.Where(l => l.StartsWith("train sample", StringComparison.Ordinal)), l => Assert.InRange(l.Length, 0, 80));
        Assert.Equal(2, table.Lines.Count(l => l.StartsWith("Learnt without part ", StringComparison.Ordinal)));
        Assert.Matches(@"Labels: the judge answers 24\d of 250 samples that it did not learn as they are labelled \(9\d\.\d+ %\)\.",
            table.Out);
        Assert.Matches("Of [0-9]+ contradicted labels, [0-9]+ are most likely wrong", table.Out);
        JsonElement judge = JsonDocument.Parse(run.Out).RootElement.GetProperty("judge");
        Assert.Equal((250, "no"), (judge.GetProperty("samples").GetInt32(), judge.GetProperty("learnt").GetString()));
        Assert.InRange(judge.GetProperty("correct").GetInt32(), 240, 247);
        Assert.InRange(judge.GetProperty("wrong").GetInt32(), 3, 10);
        Assert.Contains(wrong[0], table.Out);
    }

    [Fact]
    public void FilesAreNamedAndWeightsJudge()
    {
        string data = _folder.WriteData(), weights = _folder.PathOf("w.safetensors");
        string[] train = ["train", "LeNet5", "--data", data, "--epochs", "12", "--batch", "10", "--validation", "20", "--out", weights];
        Assert.Equal(0, CommandRun.Of(train).ExitCode);
        for (int i = 0; i < 20; i++)
        {
            byte[] picture = new byte[28 * 28];
            picture.AsSpan((3 + 2 * (i % 10)) * 28 + 2, 20).Fill(255);
            _folder.Write($"set/{(i == 13 ? 7 : i % 10)}/{i}.pgm", [.. "P5 28 28 255\n"u8, .. picture]);
        }

        string set = Path.Combine(_folder.Path, "set");
        CommandRun run = CommandRun.Of("data", "check", set, "--suspects", "LeNet5", "--weights", weights, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement first = JsonDocument.Parse(run.Out).RootElement.GetProperty("suspects")[0];
        Assert.Equal(Path.Combine(set, "7", "13.pgm"), first.GetProperty("name").GetString());
        Assert.Equal("3", first.GetProperty("likelier").GetString());
        Assert.Equal("unknown", JsonDocument.Parse(run.Out).RootElement.GetProperty("judge").GetProperty("learnt").GetString());
        CommandRun others = CommandRun.Of("data", "check", set, "--suspects", "LeNet5", "--weights", weights);
        Assert.Contains("learnt from data called 'data'; whether these samples were among them is not known", others.Error);
        Assert.Contains("the judge answers 19 of 20 samples as they are labelled", others.Out);

        // What they were learnt from, they repeat.
        string[] same = ["data", "check", data, "--suspects", "LeNet5", "--weights", weights];
        CommandRun table = CommandRun.Of(same);
        Assert.Contains("learnt from data called 'data', as these are: weights repeat the wrong labels that they learnt", table.Error);
        JsonElement judge = JsonDocument.Parse(CommandRun.Of([.. same, "--json"]).Out).RootElement.GetProperty("judge");
        Assert.Equal(("yes", JsonValueKind.Null), (judge.GetProperty("learnt").GetString(), judge.GetProperty("wrong").ValueKind));
    }

    [Fact]
    public void AJudgeThatIsOftenWrongCountsNothing()
    {
        CommandRun run = CommandRun.Of("data", "check", _folder.WriteData(), "--suspects", "LeNet5", "--folds", "2", "--epochs", "1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("It is wrong too often: how many labels are wrong cannot be told by it.", run.Out);
        Assert.DoesNotContain("most likely", run.Out);
    }

    /// <summary>Decimals are numbers to learn where nothing else is said; wrong labels are looked for among classes.</summary>
    [Fact]
    public void DecimalsAreClassesToTheSearch()
    {
        for (int i = 0; i < 40; i++)
        {
            byte[] picture = new byte[28 * 28];
            picture.AsSpan((3 + 8 * (i % 2)) * 28 + i % 5, 20).Fill(255);
            _folder.Write($"wheel/{i}.pgm", [.. "P5 28 28 255\n"u8, .. picture]);
        }

        IEnumerable<string> rows = Enumerable.Range(0, 40).Select(i => $"{i}.pgm,{(i % 2 == 0 ? "0.0" : "0.5")}");
        _folder.WriteText("wheel/labels.csv", "file,label\n" + string.Join('\n', rows));
        string[] check = ["data", "check", Path.Combine(_folder.Path, "wheel"), "--suspects", "LeNet5", "--folds", "2", "--json"];
        CommandRun run = CommandRun.Of(check);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement report = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(["0.0", "0.5"], report.GetProperty("classes").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(40, report.GetProperty("judge").GetProperty("samples").GetInt32());
    }

    [Fact]
    public void WhatIsNotAskedForTogetherIsRefused()
    {
        string data = _folder.WriteData();
        CommandRun.Of("data", "check", data, "--folds", "3").AssertWrongUsage("--folds: is of the search for wrong labels", "--suspects");
        CommandRun.Of("data", "check", "nowhere", "--suspects", "Nobody").AssertFailed("There is no network 'Nobody'");
        CommandRun.Of("data", "check", data, "--suspects", "LeNet5", "--folds", "1")
            .AssertWrongUsage("--folds: expected 2 to 100, found 1");
        string[] check = ["data", "check", data, "--suspects", "LeNet5"];
        CommandRun.Of([.. check, "--weights", _folder.WriteWeights("w.safetensors"), "--epochs", "2"])
            .AssertWrongUsage("--epochs: nothing is learnt with --weights");
        CommandRun.Of([.. check, "--weights", _folder.PathOf("none.safetensors")]).AssertFailed("none.safetensors: no such file");
    }

    /// <summary>Gives training samples the next class.</summary>
    private static void Change(string data, params ReadOnlySpan<int> samples)
    {
        string path = Path.Combine(data, "train-labels-idx1-ubyte");
        byte[] labels = File.ReadAllBytes(path);
        foreach (int i in samples) labels[LabelHeader + i] = (byte)((labels[LabelHeader + i] + 1) % 10);
        File.WriteAllBytes(path, labels);
    }
}
