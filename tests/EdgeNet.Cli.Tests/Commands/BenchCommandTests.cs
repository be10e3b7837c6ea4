using System.Text.Json;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class BenchCommandTests
{
    [Fact]
    public void JsonHasTheDocumentedFields()
    {
        CommandRun run = CommandRun.Of("bench", "lenet5", "--rounds", "5", "--json");
        Assert.Equal(0, run.ExitCode);
        using JsonDocument document = JsonDocument.Parse(Assert.Single(run.Lines));
        JsonElement root = document.RootElement;
        Assert.Equal(["network", "vectorBits", "microseconds", "allocatedBytes", "peer"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal("LeNet5", root.GetProperty("network").GetString());
        Assert.Contains(root.GetProperty("vectorBits").GetInt32(), (int[])[128, 256, 512]);
        JsonElement times = root.GetProperty("microseconds");
        double[] ordered = [times.GetProperty("min").GetDouble(), times.GetProperty("median").GetDouble(), times.GetProperty("p99").GetDouble()];
        Assert.True(ordered[0] > 0 && ordered[0] <= ordered[1] && ordered[1] <= ordered[2]);
        Assert.Equal(0, root.GetProperty("allocatedBytes").GetInt64());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("peer").ValueKind);
    }

    [Fact]
    public void TheTableNamesTheNetwork()
    {
        CommandRun run = CommandRun.Of("bench", "LeNet5", "--rounds", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("LeNet5, one inference on one thread", run.Out);
        Assert.Contains("generated code", run.Out);
    }

    [Fact]
    public void AMissingLibraryIsNamed() =>
        CommandRun.Of("bench", "LeNet5", "--onnxruntime", "nowhere/libonnxruntime.so.1").AssertFailed("nowhere/libonnxruntime.so.1");

    [Fact]
    public void MissingWeightsAreNamed() => CommandRun.Of("bench", "LeNet5", "--weights", "nowhere.safetensors").AssertFailed("nowhere.safetensors: no such file");
}
