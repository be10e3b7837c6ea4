using System.Text.Json;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void JsonHasTheDocumentedFieldsAndAddsUp()
    {
        CommandRun run = CommandRun.Of("evaluate", "LeNet5", "--json", "--data", _folder.WriteData(), "--weights", _folder.WriteWeights("w.safetensors"));
        Assert.Equal(0, run.ExitCode);
        JsonElement root = JsonDocument.Parse(Assert.Single(run.Lines)).RootElement;
        Assert.Equal(["network", "samples", "correct", "accuracy", "confusion", "auc", "classes", "calibration", "rejecting"],
            root.EnumerateObject().Select(p => p.Name));
        int[][] confusion = [.. root.GetProperty("confusion").EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetInt32()).ToArray())];
        Assert.Equal(10, confusion.Length);
        Assert.All(confusion, row => Assert.Equal(5, row.Sum())); // 50 test pictures, class by class
        Assert.Equal(50, root.GetProperty("samples").GetInt32());
        int correct = Enumerable.Range(0, 10).Sum(c => confusion[c][c]);
        Assert.Equal(correct, root.GetProperty("correct").GetInt32());
        Assert.Equal(correct / 50.0, root.GetProperty("accuracy").GetDouble());
        Assert.InRange(root.GetProperty("auc").GetDouble(), 0, 1);
        JsonElement[] classes = [.. root.GetProperty("classes").EnumerateArray()];
        for (int c = 0; c < 10; c++)
        {
            int answered = confusion.Sum(row => row[c]);
            Assert.Equal(confusion[c][c] / 5.0, classes[c].GetProperty("recall").GetDouble(), 1e-12);
            Assert.Equal(2.0 * confusion[c][c] / (5 + answered), classes[c].GetProperty("f1").GetDouble(), 1e-12);
            JsonElement precision = classes[c].GetProperty("precision");
            if (answered == 0) Assert.Equal(JsonValueKind.Null, precision.ValueKind);
            else Assert.Equal((double)confusion[c][c] / answered, precision.GetDouble(), 1e-12);
        }

        Assert.InRange(root.GetProperty("calibration").GetProperty("error").GetDouble(), 0, 1);
        Assert.InRange(root.GetProperty("rejecting").GetProperty("readRate").GetDouble(), 0, 1);
    }

    [Fact]
    public void TablesHaveARowAClass()
    {
        CommandRun run = CommandRun.Of("evaluate", "LeNet5", "--top", "2", "--data", _folder.WriteData(), "--weights", _folder.WriteWeights("w.safetensors"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("of 50 correct, accuracy", run.Out);
        Assert.Contains("Among the 2 likeliest", run.Out);
        Assert.DoesNotContain("Among the 3", run.Out);
        Assert.Contains("precision", run.Out);
    }

    [Fact]
    public void TheFiveLikeliestAreToldOfMoreThanTenClasses()
    {
        foreach (string name in new[] { "0.0", "0.1" })
        {
            string folder = Path.Combine(_folder.PathOf("wheels"), "test", name);
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, "a.pgm"), [.. "P5 8 8 255\n"u8, .. Enumerable.Range(0, 64).Select(i => (byte)(3 * i))]);
        }

        CommandRun run = CommandRun.Of("evaluate", "MeterNet", "--data", _folder.PathOf("wheels"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Among the 5 likeliest", run.Out);
        Assert.DoesNotContain("Among the 6", run.Out);
        CommandRun json = CommandRun.Of("evaluate", "MeterNet", "--json", "--data", _folder.PathOf("wheels"));
        Assert.InRange(JsonDocument.Parse(Assert.Single(json.Lines)).RootElement.GetProperty("top5").GetDouble(), 0, 1);
    }

    [Fact]
    public void AveragesAreOfTheSameTestPart()
    {
        CommandRun run = CommandRun.Of(
            "evaluate", "LeNet5", "--average", "--data", _folder.WriteData(), "--weights", _folder.WriteWeights("w.safetensors"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("of 50 correct, accuracy", run.Out);
        CommandRun other = CommandRun.Of("evaluate", "TimeSeriesCnn", "--average", "--data", _folder.WriteData(), "--weights", _folder.PathOf("w.safetensors"));
        Assert.Equal(1, other.ExitCode);
    }

    /// <summary>A crop with a dark 1 in it and half a neighbour, which LeNet-5 reads through the reader's cleaning.</summary>
    [Fact]
    public void CropsAreCleanedAndRead()
    {
        string folder = Path.Combine(_folder.PathOf("crops"), "1");
        Directory.CreateDirectory(folder);
        byte[] pixels = new byte[48 * 40];
        Array.Fill(pixels, (byte)190);
        for (int y = 8; y < 33; y++) pixels.AsSpan(y * 48 + 26 - y / 6, 3).Fill(60);
        for (int y = 6; y < 34; y++) pixels.AsSpan(y * 48, 4).Fill(50);
        File.WriteAllBytes(Path.Combine(folder, "a.pgm"), [.. "P5 48 40 255\n"u8, .. pixels]);
        CommandRun run = CommandRun.Of("evaluate", "LeNet5", "--crops", _folder.PathOf("crops"));
        Assert.Equal("", run.Error);
        Assert.Contains("1 of 1 correct", run.Out);
        Assert.Contains("no such folder", CommandRun.Of("evaluate", "LeNet5", "--crops", _folder.PathOf("nothing")).Error);
        Directory.Move(folder, folder + "x");
        Assert.Contains("expected folders named 0 to 9", CommandRun.Of("evaluate", "LeNet5", "--crops", _folder.PathOf("crops")).Error);
    }
}
