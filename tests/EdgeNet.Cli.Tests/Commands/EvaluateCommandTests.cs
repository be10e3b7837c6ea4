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
        Assert.Equal(["network", "samples", "correct", "accuracy", "confusion"], root.EnumerateObject().Select(p => p.Name));
        int[][] confusion = [.. root.GetProperty("confusion").EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetInt32()).ToArray())];
        Assert.Equal(10, confusion.Length);
        Assert.All(confusion, row => Assert.Equal(5, row.Sum())); // 50 test pictures, class by class
        Assert.Equal(50, root.GetProperty("samples").GetInt32());
        int correct = Enumerable.Range(0, 10).Sum(c => confusion[c][c]);
        Assert.Equal(correct, root.GetProperty("correct").GetInt32());
        Assert.Equal(correct / 50.0, root.GetProperty("accuracy").GetDouble());
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
}
