using System.Text.Json;
using EdgeNet.Models;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheEmbeddedWeightsAreWritten()
    {
        string path = Path.Combine(_folder.Path, "a.onnx");
        CommandRun run = CommandRun.Of("export", "lenet5", "--out", path);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("LeNet5 with the embedded weights", run.Out);
        Assert.InRange(new FileInfo(path).Length, LeNet5.ParameterCount * sizeof(float), (LeNet5.ParameterCount * sizeof(float)) + 4096);
    }

    [Fact]
    public void WithoutTrainedWeightsRandomOnesAreWrittenAndSoItSays()
    {
        string path = Path.Combine(_folder.Path, "v.onnx");
        CommandRun run = CommandRun.Of("export", "VolumeCnn", "--out", path, "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("random weights (seed 1)", run.Error);
        JsonElement root = JsonDocument.Parse(Assert.Single(run.Lines)).RootElement;
        Assert.Equal(("VolumeCnn", path), (root.GetProperty("network").GetString(), root.GetProperty("file").GetString()));
        Assert.Equal(new FileInfo(path).Length, root.GetProperty("bytes").GetInt64());
        Assert.True(root.GetProperty("randomWeights").GetBoolean());
    }

    [Fact]
    public void AFileIsNotExportedOntoItself()
    {
        string path = Path.Combine(_folder.Path, "a.onnx");
        Assert.Equal(0, CommandRun.Of("export", "TimeSeriesCnn", "--out", path).ExitCode);
        byte[] before = File.ReadAllBytes(path);
        CommandRun.Of("export", path, "--out", path).AssertFailed("the file that is exported");
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void AFolderThatIsNotThereIsNamed() =>
        CommandRun.Of("export", "LeNet5", "--out", Path.Combine(_folder.Path, "nowhere", "a.onnx")).AssertFailed("nowhere");
}
