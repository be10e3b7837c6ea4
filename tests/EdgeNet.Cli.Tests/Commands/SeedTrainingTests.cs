namespace EdgeNet.Cli.Tests.Commands;

/// <summary>edgenet train --add-if-silent: a neocognitron by its own rule.</summary>
public sealed class SeedTrainingTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ANeocognitronLearnsAndItsWeightsEvaluate()
    {
        string data = _folder.WriteData(), weights = _folder.PathOf("w.safetensors");
        CommandRun run = CommandRun.Of("train", "Neocognitron", "--add-if-silent", "100", "--data", data, "--out", weights);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Neocognitron on 100 pictures", run.Out);
        Assert.Contains("s3: ", run.Out);
        string told = run.Lines.Single(l => l.StartsWith("Test: ", StringComparison.Ordinal))["Test: ".Length..];
        CommandRun evaluation = CommandRun.Of("evaluate", "Neocognitron", "--data", data, "--weights", weights);
        Assert.Equal(0, evaluation.ExitCode);
        Assert.Contains(told.Trim(), evaluation.Out);
        CommandRun.Of("train", "Neocognitron", "--add-if-silent", "100", "--data", data, "--out", weights).AssertFailed("--force");
    }

    [Fact]
    public void ANetworkWithoutSCellsIsRefused() => CommandRun.Of(
        "train", "LeNet5", "--add-if-silent", "10", "--data", _folder.WriteData(), "--out", _folder.PathOf("w.safetensors"))
        .AssertFailed("LeNet5: expected two or more stages of S cells");

    [Fact]
    public void NoPictureAtAllIsWrongUsage() =>
        CommandRun.Of("train", "Neocognitron", "--add-if-silent", "0").AssertWrongUsage("--add-if-silent");
}
