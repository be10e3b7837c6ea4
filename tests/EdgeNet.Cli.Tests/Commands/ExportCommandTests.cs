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

    [Fact]
    public void PyTorchGetsAFolderWithATraining()
    {
        string folder = Path.Combine(_folder.Path, "torch");
        CommandRun run = CommandRun.Of("export", "LeNet5", "--to", "pytorch", "--out", folder);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("LeNet5 with the embedded weights", run.Out);
        Assert.Equal(
            ["README.md", "data.py", "model.py", "preparation.py", "train.py", "weights.py", "weights.safetensors"],
            Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Contains("\\\"shape\\\":[1,32,32]", File.ReadAllText(Path.Combine(folder, "preparation.py")));
        using SafetensorsFile weights = SafetensorsFile.Open(Path.Combine(folder, "weights.safetensors"));
        WeightsValidation.Check(weights, LeNet5.NetworkInfo);
        Assert.NotEmpty(weights.Metadata.Classes);
    }

    [Fact]
    public void FilesOfPyTorchAreReplacedOnRequestOnly()
    {
        string folder = Path.Combine(_folder.Path, "torch");
        Directory.CreateDirectory(folder);
        string model = Path.Combine(folder, "model.py");
        File.WriteAllText(model, "mine");
        CommandRun.Of("export", "LeNet5", "--to", "pytorch", "--out", folder).AssertFailed("model.py", "--force");
        Assert.Equal("mine", File.ReadAllText(model));
        Assert.Single(Directory.GetFiles(folder));
        Assert.Equal(0, CommandRun.Of("export", "LeNet5", "--to", "pytorch", "--out", folder, "--force").ExitCode);
        Assert.Contains("class LeNet5(nn.Module)", File.ReadAllText(model));
    }

    [Fact]
    public void ClassesFitTheNetworkThatIsExportedToPyTorch()
    {
        string folder = Path.Combine(_folder.Path, "torch");
        CommandRun run = CommandRun.Of("export", "LeNet5", "--to", "pytorch", "--classes", "37", "--out", folder, "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.False(JsonDocument.Parse(Assert.Single(run.Lines)).RootElement.GetProperty("hasWeights").GetBoolean());
        Assert.Contains("nn.Linear(60, 37)", File.ReadAllText(Path.Combine(folder, "model.py")));
        Assert.False(File.Exists(Path.Combine(folder, "weights.safetensors")));
    }

    [Fact]
    public void WhatIsNoPictureHasNoTraining()
    {
        string folder = Path.Combine(_folder.Path, "torch");
        CommandRun run = CommandRun.Of("export", "TimeSeriesCnn", "--to", "pytorch", "--out", folder);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("There is no train.py: its input is no picture.", run.Out);
        Assert.False(File.Exists(Path.Combine(folder, "train.py")));
    }

    [Theory]
    [InlineData("--to", "keras")]
    [InlineData("--classes", "5")]
    [InlineData("--force")]
    public void OptionsThatDoNotBelongTogetherAreWrongUsage(params string[] options) =>
        CommandRun.Of(["export", "LeNet5", .. options]).AssertWrongUsage(options[0]);
}
